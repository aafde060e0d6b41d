"""The registry's ports on the real stores."""
