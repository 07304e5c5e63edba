"""HTTP in front of the use cases: who is asking, what is asked, one call."""
