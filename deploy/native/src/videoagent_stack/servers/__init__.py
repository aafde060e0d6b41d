"""The four servers, each a module with `prepare` (idempotent, before the start) and `process`."""
