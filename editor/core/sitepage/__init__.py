"""The page a post becomes on its site: layouts around the body, tags of known plugins, what the page fetches."""
