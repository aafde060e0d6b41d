"""Metrics of the notifier."""

from prometheus_client import Counter, Gauge

ATTEMPTS = Counter(
    "videoagent_webhook_attempts", "Tries to deliver a webhook; outcome: delivered, retrying, gave_up", ["outcome"]
)
PENDING = Gauge("videoagent_webhooks_pending", "Webhooks that this process has still to deliver")
