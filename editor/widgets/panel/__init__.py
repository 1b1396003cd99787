"""The project panel: posts and assets."""
