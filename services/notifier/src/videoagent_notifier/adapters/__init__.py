"""The notifier's way to the document store and to receivers."""
