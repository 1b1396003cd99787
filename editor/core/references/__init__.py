"""What the files of a site point at: found with the exact place, resolved, and mended when a file moves."""
