"""The markdown editor and its find bar."""
