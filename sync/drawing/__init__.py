"""Published draws: a folder per campaign that only grows, and whose draws anybody can recompute from nothing but its files."""
