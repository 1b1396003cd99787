"""Windows that open above the desk."""
