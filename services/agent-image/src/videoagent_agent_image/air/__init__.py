"""What drifts, falls and rises in front of a scene."""
