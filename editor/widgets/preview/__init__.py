"""The live article page."""
