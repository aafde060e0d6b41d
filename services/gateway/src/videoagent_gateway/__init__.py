"""REST, WebSocket and web page."""
