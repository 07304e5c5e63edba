"""Campaigns: what has to be known before a draw, and where a campaign stands. What draws is in ``sync/domain/draw``."""
