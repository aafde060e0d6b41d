"""All metrics of the gateway, beside those of the runtime."""

from prometheus_client import Counter, Gauge, Histogram

REQUESTS = Counter(
    "videoagent_http_requests", "Requests answered, by route, method and status", ["route", "method", "status"]
)
REQUEST_SECONDS = Histogram(
    "videoagent_http_request_seconds",
    "Time from a request's head to the head of its answer, by route",
    ["route"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)
SOCKETS = Gauge("videoagent_websockets", "Open WebSockets and event streams", ["kind"])
SLOW_READERS = Counter("videoagent_slow_readers", "Readers given up because they were too slow")
TASKS_KNOWN = Gauge("videoagent_gateway_tasks", "Tasks that this replica's lists know")
