"""Markdown as a writer types it and a reader sees it."""
