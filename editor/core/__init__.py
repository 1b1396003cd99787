"""Pure values and functions: no Qt, no disk, no clock, no threads."""
