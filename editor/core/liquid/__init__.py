"""Liquid as Jekyll runs it over the body of a post: python-liquid, with the tags, filters and leniency of Ruby's."""
