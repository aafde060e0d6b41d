"""Chooses language, look and mood."""
