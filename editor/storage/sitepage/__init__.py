"""The site's own layouts and styles, read from the project."""
