"""What the writer sees: values in, intents out; Qt without disk."""
