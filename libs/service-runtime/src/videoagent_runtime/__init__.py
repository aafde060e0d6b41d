"""Settings, broker, stores, telemetry, health and the agent harness."""
