"""The workshop behind `packaging/dev.py`: environments, checks and builds, with the standard library alone."""
