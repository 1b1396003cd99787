"""The language of the search box: what may be written, how it is read, and where it hits."""
