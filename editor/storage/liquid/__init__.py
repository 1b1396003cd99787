"""Reads a site for Liquid: includes, data files, posts and pages, each when a template asks for it."""
