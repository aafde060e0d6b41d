"""Traces that follow a task through Kafka.

Ids are taken from the messages instead of being carried beside them: the trace id is the correlation id (a UUID, and so
16 bytes), and the span of a published message is the last 8 bytes of its id. So every consumer knows its parent without
state, batch handlers need no span of their own, and nothing is spent per message while no collector is configured.
"""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

import structlog
from opentelemetry import trace
from opentelemetry.sdk.resources import SERVICE_INSTANCE_ID, SERVICE_NAME, SERVICE_NAMESPACE, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter
from opentelemetry.sdk.trace.id_generator import IdGenerator, RandomIdGenerator
from opentelemetry.sdk.trace.sampling import ParentBased, TraceIdRatioBased
from opentelemetry.trace import NonRecordingSpan, Span, SpanContext, SpanKind, TraceFlags

from videoagent_contracts.codec import AnyEnvelope
from videoagent_runtime.settings import TelemetrySettings

TRACEPARENT = "traceparent"
_LOW_64 = 0xFFFF_FFFF_FFFF_FFFF
_next_span_id: ContextVar[int | None] = ContextVar("next_span_id", default=None)
_next_trace_id: ContextVar[int | None] = ContextVar("next_trace_id", default=None)
_log = structlog.get_logger(__name__)


def trace_id_of(correlation_id: str) -> int:
    """128-bit trace id of a chain of messages; ids that are no UUID are hashed to one."""
    return _uuid(correlation_id).int


def span_id_of(message_id: str) -> int:
    """64-bit span id of a published message."""
    return _uuid(message_id).int & _LOW_64 or 1


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.uuid5(uuid.NAMESPACE_OID, text)


class _ChosenIds(IdGenerator):
    """Random ids, unless the caller chose the next one."""

    def __init__(self) -> None:
        self._random = RandomIdGenerator()

    def generate_span_id(self) -> int:
        return _next_span_id.get() or self._random.generate_span_id()

    def generate_trace_id(self) -> int:
        return _next_trace_id.get() or self._random.generate_trace_id()


class Telemetry:
    """Makes spans when a collector is configured, and costs next to nothing when not.

    Args:
        settings: Where spans go, and which share of tasks is traced (decided by the trace id, alike in all services).
        service: Name of the service.
        worker_id: Name of this process.
        exporter: Instead of the configured collector (tests).
    """

    def __init__(
        self, settings: TelemetrySettings, service: str, worker_id: str, *, exporter: SpanExporter | None = None
    ) -> None:
        self.enabled = settings.otlp_endpoint is not None or exporter is not None
        self._sampler = TraceIdRatioBased(settings.sample_ratio)
        self._provider: TracerProvider | None = None
        if self.enabled:
            resource = Resource.create(
                {SERVICE_NAME: service, SERVICE_INSTANCE_ID: worker_id, SERVICE_NAMESPACE: "videoagent"}
            )
            self._provider = TracerProvider(
                resource=resource, id_generator=_ChosenIds(), sampler=ParentBased(root=self._sampler)
            )
            self._provider.add_span_processor(BatchSpanProcessor(exporter or _otlp(settings.otlp_endpoint or "")))
            self._tracer = self._provider.get_tracer("videoagent_runtime")

    @staticmethod
    def trace_id(envelope: AnyEnvelope) -> int:
        """Trace id of the chain that a message belongs to."""
        return trace_id_of(envelope.correlation_id)

    def traceparent(self, envelope: AnyEnvelope) -> str:
        """W3C trace context of a message that is about to be published."""
        identity = trace_id_of(envelope.correlation_id)
        flags = "01" if self.enabled and self._sampled(identity) else "00"
        return f"00-{identity:032x}-{span_id_of(envelope.id):016x}-{flags}"

    def published(self, topic: str, envelopes: Sequence[AnyEnvelope], started_ns: int) -> None:
        """Record one producer span per message, whose parent is the running span or the message that caused it."""
        if not self.enabled:
            return
        current = trace.get_current_span().get_span_context()
        for envelope in envelopes:
            identity = trace_id_of(envelope.correlation_id)
            parent = span_id_of(envelope.causation_id) if envelope.causation_id else None
            if current.is_valid and current.trace_id == identity:
                parent = current.span_id
            with self._span(
                f"publish {envelope.type}",
                identity,
                parent,
                SpanKind.PRODUCER,
                {
                    "messaging.system": "kafka",
                    "messaging.destination.name": topic,
                    "videoagent.task_id": envelope.task_id,
                },
                span_id=span_id_of(envelope.id),
                start_ns=started_ns,
            ):
                pass

    @contextmanager
    def consuming(self, envelope: AnyEnvelope, name: str) -> Iterator[Span]:
        """Span around the work that a message asks for, under the span that published it."""
        with self.span(
            name,
            correlation_id=envelope.correlation_id,
            parent_message_id=envelope.id,
            kind=SpanKind.CONSUMER,
            attributes={"videoagent.task_id": envelope.task_id, "videoagent.step_id": envelope.step_id or ""},
        ) as span:
            yield span

    @contextmanager
    def span(
        self,
        name: str,
        *,
        correlation_id: str,
        parent_message_id: str | None = None,
        kind: SpanKind = SpanKind.INTERNAL,
        attributes: Mapping[str, str | int | float | bool] | None = None,
    ) -> Iterator[Span]:
        """Span in the trace of a chain of messages (the gateway opens one per request, before it has published)."""
        if not self.enabled:
            yield trace.INVALID_SPAN
            return
        parent = span_id_of(parent_message_id) if parent_message_id else None
        with self._span(name, trace_id_of(correlation_id), parent, kind, attributes or {}) as span:
            yield span

    @contextmanager
    def _span(
        self,
        name: str,
        identity: int,
        parent: int | None,
        kind: SpanKind,
        attributes: Mapping[str, str | int | float | bool],
        *,
        span_id: int | None = None,
        start_ns: int | None = None,
    ) -> Iterator[Span]:
        flags = TraceFlags(TraceFlags.SAMPLED if self._sampled(identity) else TraceFlags.DEFAULT)
        context = trace.set_span_in_context(trace.INVALID_SPAN)
        if parent is not None:
            context = trace.set_span_in_context(
                NonRecordingSpan(SpanContext(identity, parent, is_remote=True, trace_flags=flags))
            )
        chosen_span, chosen_trace = _next_span_id.set(span_id), _next_trace_id.set(identity)
        try:
            span = self._tracer.start_span(name, context, kind=kind, attributes=attributes, start_time=start_ns)
        finally:
            _next_span_id.reset(chosen_span)
            _next_trace_id.reset(chosen_trace)
        with trace.use_span(span, end_on_exit=True, record_exception=True, set_status_on_exception=True):
            yield span

    def _sampled(self, identity: int) -> bool:
        return (identity & _LOW_64) < self._sampler.bound

    def close(self) -> None:
        """Send what is left; waits for the collector a few seconds at most."""
        if self._provider is not None:
            self._provider.force_flush(3000)
            self._provider.shutdown()


def _otlp(endpoint: str) -> SpanExporter:
    # Imported here: it costs every service 0.1 s at start, and few use it.
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415

    return OTLPSpanExporter(f"{endpoint.rstrip('/')}/v1/traces")
