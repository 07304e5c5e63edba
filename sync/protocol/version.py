"""The version of the language on the wire."""

PROTOCOL_VERSION = 1
PROTOCOL_HEADER = "Suicha-Protocol"
"""Sent with every request and every answer; a centre refuses a version it does not know (``protocol-mismatch``)."""
