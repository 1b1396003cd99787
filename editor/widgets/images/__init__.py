"""The bench for one picture: its frame, its tools, and the texts that go with it."""
