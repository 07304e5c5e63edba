"""Sounds as evidence: which files are taken, and files made from the samples of a microphone."""
