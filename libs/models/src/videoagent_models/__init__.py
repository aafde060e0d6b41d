"""Ports to models and providers, and how they are found and chosen."""
