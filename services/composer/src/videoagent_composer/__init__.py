"""Joins the segments and mixes the sound."""
