"""HTTP and WebSocket: parse, call one function, answer."""
