"""Error codes, and the one tree of exceptions.

VideoAgentException
├── TaskNotFoundException            404
├── TaskValidationException          422
├── TaskStateException               400
├── AgentExecutionException          500  a step failed
│   ├── ModelProviderException       502  a provider refused, failed or answered nonsense
│   └── VideoProcessingException     500  ffmpeg or a renderer failed
├── StorageException                 503  Kafka, the document store or MinIO cannot be reached
├── RateLimitException               429
├── AuthenticationException          401
├── AuthorizationException           403
└── ConfigurationException           500  a setting is missing or wrong
"""

from enum import StrEnum
from typing import ClassVar

from videoagent_contracts.artifacts import Contract


class ErrorCode(StrEnum):
    """Stable codes; programs may compare them. Never renamed, only added.

    A code that a newer version has added is read as ``internal_error``: during a rolling upgrade today's services get
    tomorrow's messages, and why something failed matters less than that it did.
    """

    NOT_FOUND = "not_found"
    METHOD_NOT_ALLOWED = "method_not_allowed"
    TASK_NOT_FOUND = "task_not_found"
    TASK_STATE = "task_state"
    VALIDATION = "validation_error"
    MALFORMED_JSON = "malformed_json"
    MALFORMED_HTTP = "malformed_http"
    REQUEST_TIMEOUT = "request_timeout"
    HEADERS_TOO_LARGE = "headers_too_large"
    BODY_TOO_LARGE = "body_too_large"
    UNSUPPORTED_MEDIA_TYPE = "unsupported_media_type"
    IDEMPOTENCY_CONFLICT = "idempotency_conflict"
    UNAUTHENTICATED = "unauthenticated"
    FORBIDDEN = "forbidden"
    RATE_LIMITED = "rate_limited"
    UNAVAILABLE = "service_unavailable"
    INTERNAL = "internal_error"
    CONFIGURATION = "configuration_error"
    CANCELLED = "cancelled"
    DEADLINE_EXCEEDED = "deadline_exceeded"
    WORKER_LOST = "worker_lost"
    AGENT_FAILED = "agent_failed"
    PROVIDER_UNKNOWN = "provider_unknown"
    PROVIDER_UNAVAILABLE = "provider_unavailable"
    PROVIDER_TIMEOUT = "provider_timeout"
    PROVIDER_RATE_LIMITED = "provider_rate_limited"
    PROVIDER_REFUSED = "provider_refused"
    PROVIDER_INVALID_OUTPUT = "provider_invalid_output"
    BUDGET_EXCEEDED = "budget_exceeded"
    MEDIA_INVALID = "media_invalid"
    RENDER_FAILED = "render_failed"
    DISK_FULL = "disk_full"
    STEP_NOT_FOUND = "step_not_found"
    DELIVERY_NOT_FOUND = "delivery_not_found"
    MEDIA_NOT_FOUND = "media_not_found"
    KEY_NOT_FOUND = "key_not_found"
    STORYBOARD_CHANGED = "storyboard_changed"
    DEAD_LETTER_NOT_FOUND = "dead_letter_not_found"
    DEAD_LETTER_STATE = "dead_letter_state"
    MESSAGE_UNREADABLE = "message_unreadable"

    @classmethod
    def _missing_(cls, value: object) -> "ErrorCode | None":
        return cls.INTERNAL if isinstance(value, str) else None


class TaskError(Contract):
    """Why a step or a task failed, told so that a person knows what to do next."""

    code: ErrorCode
    stage: str
    step_id: str
    detail: str
    provider: str | None = None
    retryable: bool = False
    attempts: int = 0
    retry_after_s: float | None = None


class VideoAgentException(Exception):  # noqa: N818 - the API contract fixes these names
    """Base of all expected errors.

    Args:
        detail: What happened, for a person; free of secrets and of paths.
        code: Overrides the class's code.
        retryable: Whether the same call may succeed later.
        retry_after_s: When to try again at the earliest, in seconds.
        errors: Per-field messages, for validation.
    """

    status: ClassVar[int] = 500
    default_code: ClassVar[ErrorCode] = ErrorCode.INTERNAL
    default_retryable: ClassVar[bool] = False

    def __init__(
        self,
        detail: str,
        *,
        code: ErrorCode | None = None,
        retryable: bool | None = None,
        retry_after_s: float | None = None,
        errors: list[dict[str, str]] | None = None,
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.code = code or self.default_code
        self.retryable = self.default_retryable if retryable is None else retryable
        self.retry_after_s = retry_after_s
        self.errors = errors or []


class TaskNotFoundException(VideoAgentException):
    status = 404
    default_code = ErrorCode.TASK_NOT_FOUND


class TaskValidationException(VideoAgentException):
    status = 422
    default_code = ErrorCode.VALIDATION


class TaskStateException(VideoAgentException):
    status = 400
    default_code = ErrorCode.TASK_STATE


class AgentExecutionException(VideoAgentException):
    default_code = ErrorCode.AGENT_FAILED
    default_retryable = True


class ModelProviderException(AgentExecutionException):
    """A provider failed; ``provider`` names it.

    ``spent_usd`` tells what the call may have cost, where that is known; None: the code says whether anything.
    """

    status = 502
    default_code = ErrorCode.PROVIDER_UNAVAILABLE

    def __init__(
        self,
        detail: str,
        *,
        provider: str,
        code: ErrorCode | None = None,
        retryable: bool | None = None,
        retry_after_s: float | None = None,
        spent_usd: float | None = None,
    ) -> None:
        super().__init__(detail, code=code, retryable=retryable, retry_after_s=retry_after_s)
        self.provider = provider
        self.spent_usd = spent_usd


class VideoProcessingException(AgentExecutionException):
    default_code = ErrorCode.RENDER_FAILED


class StorageException(VideoAgentException):
    status = 503
    default_code = ErrorCode.UNAVAILABLE
    default_retryable = True


class RateLimitException(VideoAgentException):
    status = 429
    default_code = ErrorCode.RATE_LIMITED
    default_retryable = True


class AuthenticationException(VideoAgentException):
    status = 401
    default_code = ErrorCode.UNAUTHENTICATED


class AuthorizationException(VideoAgentException):
    status = 403
    default_code = ErrorCode.FORBIDDEN


class ConfigurationException(VideoAgentException):
    default_code = ErrorCode.CONFIGURATION
