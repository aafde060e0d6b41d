"""All metrics that the runtime exports, in one place. Services declare theirs in a ``metrics.py`` of their own."""

from prometheus_client import Counter, Gauge, Histogram

_DURATIONS = (0.01, 0.05, 0.1, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600)

CONSUMED = Counter("videoagent_messages_consumed", "Messages handled, by topic and consumer group", ["topic", "group"])
PUBLISHED = Counter("videoagent_messages_published", "Messages acknowledged by Kafka, by topic", ["topic"])
PUBLISH_FAILURES = Counter("videoagent_publish_failures", "Publishing attempts that failed, by topic", ["topic"])
DEAD_LETTERS = Counter(
    "videoagent_dead_letters", "Messages sent to a dead-letter topic; reason: unreadable, failed", ["topic", "reason"]
)
HANDLER_SECONDS = Histogram(
    "videoagent_handler_seconds", "Time in a handler for one message or one batch", ["topic"], buckets=_DURATIONS
)
PASSED_OVER = Counter(
    "videoagent_messages_passed_over", "Messages that a reader without a group could not read, by topic", ["topic"]
)
HANDLER_RETRIES = Counter(
    "videoagent_handler_retries", "Handler calls repeated because a store or Kafka was away", ["topic"]
)
CONSUMER_LAG = Gauge("videoagent_consumer_lag", "Messages not yet taken, by topic and group", ["topic", "group"])
CONSUMER_STUCK = Gauge("videoagent_consumer_stuck", "1 while a consumer with lag does not move", ["group"])
LOOP_DELAY = Gauge("videoagent_event_loop_delay_seconds", "By how much the event loop was late at its last check")

STEPS = Counter(
    "videoagent_steps",
    "Attempts that ended; outcome: succeeded, failed, cancelled, deadline, released, dropped, repeated",
    ["kind", "outcome"],
)
STEP_SECONDS = Histogram(
    "videoagent_step_seconds", "Time from claim to result of an attempt", ["kind"], buckets=_DURATIONS
)
SLOTS = Gauge("videoagent_slots", "Steps that this process may run at once", ["kind"])
SLOTS_BUSY = Gauge("videoagent_slots_busy", "Steps at work in this process", ["kind"])
ARTIFACT_CACHE = Counter("videoagent_artifact_cache", "Artefacts fetched; result: hit, miss", ["result"])
