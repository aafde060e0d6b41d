"""Writes the narration."""
