"""The index of a project: what its files say, in a database in the user's cache folder, to be asked at once."""
