"""Composes the music bed."""
