"""A centre held to its own word: what it signed for is there, and its tables say what the operations amount to."""
