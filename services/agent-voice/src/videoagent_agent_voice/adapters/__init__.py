"""The engines: what turns text into sound."""
