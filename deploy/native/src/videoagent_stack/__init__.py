"""Runs the real servers and all services without Docker."""
