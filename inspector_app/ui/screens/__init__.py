"""Screens of the tablet app."""
