"""Composing: harmony, form, voices and instruments. Pure and repeatable: the same seed makes the same piece."""
