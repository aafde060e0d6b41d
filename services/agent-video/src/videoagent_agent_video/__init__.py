"""Renders each shot as a finished segment."""
