"""Speaks the narration."""
