"""Checking a record on a machine that has nothing but the record and the centre's public key."""
