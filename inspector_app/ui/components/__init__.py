"""Dumb parts of screens: they show what they are given and call back."""
