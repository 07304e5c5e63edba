"""Accepted inspections for everybody: plain pages that need no script, no sign-in and no other host, and name no person."""
