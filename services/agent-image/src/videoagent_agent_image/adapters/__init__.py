"""Providers of pictures."""
