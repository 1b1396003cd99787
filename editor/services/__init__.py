"""State and time: open documents, the workspace, rendering, recovery; Qt without widgets."""
