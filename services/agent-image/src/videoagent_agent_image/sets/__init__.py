"""Procedural sets: places that a shot can be set in, each drawn in several views and lights."""
