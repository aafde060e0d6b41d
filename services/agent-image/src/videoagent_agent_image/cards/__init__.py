"""Cards: pictures whose subject is text, set over a scene."""
