"""The built-in sound: a soundfont, a synthesiser and a room."""
