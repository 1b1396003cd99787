"""Pictures as bytes and sizes."""
