"""Photos as evidence: the only room that knows Pillow. Everything here also runs on Pillow 10.4, which tablets have."""
