"""Owns how the bundled newsroom's pictures are drawn: one canvas and a module per family of scenes."""
