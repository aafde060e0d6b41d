"""The gateway's ports on the real servers."""
