"""Every topic with its card. Topics are created from these cards at start, never by accident of first use."""

from dataclasses import dataclass
from datetime import timedelta

from videoagent_contracts.commands import COMMANDS
from videoagent_contracts.enums import StepKind
from videoagent_contracts.envelope import Message
from videoagent_contracts.retention import CleanUpReported, OrderCleanUp
from videoagent_contracts.status import DeliveryAttempted, RedeliverWebhook, TaskProgressed, TaskStatusChanged
from videoagent_contracts.steps import RUN_STEP, STEP_RESULTS, AgentAnnounced, CancelSteps, ProviderReported

DEAD_LETTER_SUFFIX = ".dlq"
REGISTRY = "task-registry"
GATEWAY = "gateway"
NOTIFIER = "notifier"


def agent_service(kind: StepKind) -> str:
    """Name of the service that runs steps of a kind."""
    return "composer" if kind is StepKind.COMPOSE else f"agent-{kind.value}"


AGENTS = tuple(agent_service(kind) for kind in StepKind)


@dataclass(frozen=True)
class TopicCard:
    """What must be known of a topic to use it.

    Attributes:
        name: As on the broker.
        description: What its messages tell.
        owner: The service that decides on its schema.
        producers: Services that write to it.
        consumers: Services that read it.
        messages: Payload classes that travel in it.
        key: What the partition key is.
        partitions: How many replicas of one consumer can share it.
        retention: How long messages stay; None: for ever (compacted topics).
        compacted: Whether only the last message per key is kept in the end.
        compaction_lag: For how long a compacted topic still keeps every message.
        max_message_bytes: Limit for one message.
    """

    name: str
    description: str
    owner: str
    producers: tuple[str, ...]
    consumers: tuple[str, ...]
    messages: tuple[type[Message], ...]
    key: str = "task_id"
    partitions: int = 12
    retention: timedelta | None = timedelta(days=7)
    compacted: bool = False
    compaction_lag: timedelta = timedelta(0)
    max_message_bytes: int = 4 * 1024 * 1024

    @property
    def dead_letters(self) -> str:
        """Name of the topic for messages of this one that nobody could handle."""
        return self.name + DEAD_LETTER_SUFFIX

    def config(self) -> dict[str, str]:
        """Return Kafka topic settings."""
        settings = {"max.message.bytes": str(self.max_message_bytes)}
        if self.compacted:
            settings["cleanup.policy"] = "compact"
            settings["min.compaction.lag.ms"] = str(int(self.compaction_lag.total_seconds() * 1000))
        if self.retention is not None and not self.compacted:
            settings["retention.ms"] = str(int(self.retention.total_seconds() * 1000))
        return settings


TASK_COMMANDS = TopicCard(
    name="videoagent.task.commands",
    description="What users want done with a task; the registry's own clean-up orders removals too",
    owner=REGISTRY,
    producers=(GATEWAY, REGISTRY),
    consumers=(REGISTRY, GATEWAY),
    messages=COMMANDS,
)
STEP_REQUESTS = {
    kind: TopicCard(
        name=f"videoagent.step.{kind.value}.requests",
        description=f"Attempts of {kind.value} steps to run",
        owner=REGISTRY,
        producers=(REGISTRY,),
        consumers=(agent_service(kind),),
        messages=(RUN_STEP[kind],),
        key="task_id/step_id",
    )
    for kind in StepKind
}
STEP_REQUESTS_HIGH = {
    kind: TopicCard(
        name=f"videoagent.step.{kind.value}.requests.high",
        description=f"Attempts of {kind.value} steps to run for tasks of high and urgent priority",
        owner=REGISTRY,
        producers=(REGISTRY,),
        consumers=(agent_service(kind),),
        messages=(RUN_STEP[kind],),
        key="task_id/step_id",
    )
    for kind in StepKind
}
STEP_RESULTS_TOPIC = TopicCard(
    name="videoagent.step.results",
    description="What became of attempts: started, alive, succeeded, failed, handed back",
    owner=REGISTRY,
    producers=AGENTS,
    consumers=(REGISTRY,),
    messages=STEP_RESULTS,
)
STEP_CANCELLATIONS = TopicCard(
    name="videoagent.step.cancellations",
    description="Broadcast: stop work for a task; every replica reads all of it",
    owner=REGISTRY,
    producers=(REGISTRY,),
    consumers=AGENTS,
    messages=(CancelSteps,),
    partitions=1,
    retention=timedelta(days=1),
)
TASK_STATUS = TopicCard(
    name="videoagent.task.status",
    description="Public events of tasks, each with the whole state after it; the last one per task is kept",
    owner=REGISTRY,
    producers=(REGISTRY,),
    consumers=(GATEWAY, NOTIFIER),
    messages=(TaskStatusChanged,),
    retention=None,
    compacted=True,
    compaction_lag=timedelta(days=7),
)
TASK_PROGRESS = TopicCard(
    name="videoagent.task.progress",
    description="Progress between statuses; lossy",
    owner=REGISTRY,
    producers=(REGISTRY,),
    consumers=(GATEWAY,),
    messages=(TaskProgressed,),
    retention=timedelta(hours=1),
)
WEBHOOK_ATTEMPTS = TopicCard(
    name="videoagent.webhook.attempts",
    description="Outcomes of webhook deliveries",
    owner=NOTIFIER,
    producers=(NOTIFIER,),
    consumers=(GATEWAY,),
    messages=(DeliveryAttempted,),
)
WEBHOOK_COMMANDS = TopicCard(
    name="videoagent.webhook.commands",
    description="What users want done with webhook deliveries",
    owner=NOTIFIER,
    producers=(GATEWAY,),
    consumers=(NOTIFIER,),
    messages=(RedeliverWebhook,),
)
PROVIDER_HEALTH = TopicCard(
    name="videoagent.provider.health",
    description="Broadcast: failures and recoveries of providers, from which every replica folds the same breakers",
    owner=GATEWAY,
    producers=AGENTS,
    consumers=AGENTS,
    messages=(ProviderReported,),
    key="agent kind/provider",
    partitions=1,
    retention=timedelta(hours=1),
)
AGENT_CATALOGUE = TopicCard(
    name="videoagent.agent.catalogue",
    description="What each agent can do as configured; the last word per agent is kept",
    owner=GATEWAY,
    producers=AGENTS,
    consumers=(GATEWAY,),
    messages=(AgentAnnounced,),
    key="agent kind",
    partitions=1,
    retention=None,
    compacted=True,
)
CLEAN_UP_ORDERS = TopicCard(
    name="videoagent.clean_up.orders",
    description="Clean-up runs that an administrator wants",
    owner=REGISTRY,
    producers=(GATEWAY,),
    consumers=(REGISTRY,),
    messages=(OrderCleanUp,),
    key="run",
    partitions=1,
    retention=timedelta(days=1),
)
CLEAN_UP_REPORTS = TopicCard(
    name="videoagent.clean_up.reports",
    description="Broadcast: what came of clean-up runs",
    owner=REGISTRY,
    producers=(REGISTRY,),
    consumers=(GATEWAY,),
    messages=(CleanUpReported,),
    key="run",
    partitions=1,
    retention=timedelta(days=1),
)

TOPICS: tuple[TopicCard, ...] = (
    TASK_COMMANDS,
    *STEP_REQUESTS.values(),
    *STEP_REQUESTS_HIGH.values(),
    STEP_RESULTS_TOPIC,
    STEP_CANCELLATIONS,
    TASK_STATUS,
    TASK_PROGRESS,
    WEBHOOK_ATTEMPTS,
    WEBHOOK_COMMANDS,
    PROVIDER_HEALTH,
    AGENT_CATALOGUE,
    CLEAN_UP_ORDERS,
    CLEAN_UP_REPORTS,
)
MESSAGES: dict[tuple[str, int], type[Message]] = {
    (message.TYPE, message.VERSION): message for topic in TOPICS for message in topic.messages
}
