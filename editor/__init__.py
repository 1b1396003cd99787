"""Copydesk: a desktop markdown newsroom editor over a folder of Jekyll posts."""

__version__ = "0.1.0"
