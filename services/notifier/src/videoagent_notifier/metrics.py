"""Metrics of the notifier."""

from prometheus_client import Counter, Gauge

ATTEMPTS = Counter(
    "videoagent_webhook_attempts", "Tries to deliver a webhook; outcome: delivered, retrying, gave_up", ["outcome"]
)
PENDING = Gauge("videoagent_webhooks_pending", "Webhooks that this process has still to deliver")
DISABLED = Counter(
    "videoagent_webhook_addresses_disabled", "Times that an address was left alone after days of failure"
)
