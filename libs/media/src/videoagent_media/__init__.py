"""ffmpeg, fonts, captions, layered pictures and audio helpers shared by the media agents."""
