"""Fetching and building what the native stack runs, once per version, into the cache folder."""
