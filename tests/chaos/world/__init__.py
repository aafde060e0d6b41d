"""A system of its own on the tests' servers, those who watch it, and the verdict on what they saw."""
