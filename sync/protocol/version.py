"""The version of the language on the wire."""

PROTOCOL_VERSION = 1
PROTOCOL_HEADER = "Suicha-Protocol"
"""Sent with every request and every answer; a centre refuses a version it does not know (``protocol-mismatch``)."""

EXCHANGE_HEADER = "Suicha-Exchange"
"""A few random letters that an answer repeats: one that repeats others belongs to another request."""
