"""Pictures as files: opening them within bounds, encoding them, keeping their originals."""
