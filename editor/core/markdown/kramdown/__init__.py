"""Owns markdown as kramdown reads it: the GFM input of Jekyll's defaults, from lines to HTML."""
