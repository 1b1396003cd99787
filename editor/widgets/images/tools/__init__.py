"""The tools of the bench, one page each: recipes in, recipes out."""
