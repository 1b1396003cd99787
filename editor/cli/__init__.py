"""Commands for the terminal; no Qt."""
