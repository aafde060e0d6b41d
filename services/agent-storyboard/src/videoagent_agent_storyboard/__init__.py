"""Turns narration into shots."""
