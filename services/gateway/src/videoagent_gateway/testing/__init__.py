"""Simple things to put behind the gateway's ports in tests."""
