"""Subjects drawn as icons: Fluent Emoji (MIT), found by the keywords of emojibase (MIT)."""
