"""Invented registers to try the product with: no compound, enterprise or person here exists."""
