"""A post as text and values: front matter, body, dates, names."""
