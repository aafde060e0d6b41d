"""All metrics of providers."""

from prometheus_client import Counter, Gauge, Histogram

CALLS = Counter(
    "videoagent_provider_calls", "Calls of providers; outcome: ok, or the error's code", ["kind", "provider", "outcome"]
)
CALL_SECONDS = Histogram(
    "videoagent_provider_call_seconds",
    "Time of one call",
    ["kind", "provider"],
    buckets=(0.1, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600),
)
BREAKER_OPEN = Gauge("videoagent_provider_breaker_open", "1 while a provider is left alone", ["kind", "provider"])
SUBSTITUTIONS = Counter(
    "videoagent_provider_substitutions", "Steps done by another provider than the first in line", ["kind", "wanted"]
)
COST = Counter("videoagent_provider_cost_usd", "USD that finished steps cost", ["kind", "provider"])
