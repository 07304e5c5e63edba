"""Tickets: what chance gives to each compound and person, for anybody to recompute with a SHA-256.

After Ronald Rivest's sampler for election audits (2011): hash the seed, who it is for, and a draw number.
"""

from collections.abc import Sequence
from hashlib import sha256


def ticket(key: str, role: str, name: str, number: int = 1) -> bytes:
    """SHA-256 of ``key,role,name,number``; the lower ticket goes first. No name holds a comma."""
    return sha256(f"{key},{role},{name},{number}".encode()).digest()


def compound_tickets(key: str, names: Sequence[str], weights: Sequence[int]) -> list[bytes]:
    """One per compound: of as many tickets as it has weight, numbered from 1, its lowest.

    So a compound of weight w comes before one of weight 1 with probability w / (w + 1), and leaving out whatever was drawn
    before, the next one is always drawn in proportion to weight.
    """
    head = f"{key},compound,".encode()
    encoded = ",1\n".join([*names, ""]).encode().split(b"\n")[:-1]
    found = [sha256(head + name).digest() for name in encoded]
    for position in [position for position, weight in enumerate(weights) if weight > 1]:
        numbers = range(2, weights[position] + 1)
        found[position] = min(found[position], *(ticket(key, "compound", names[position], number) for number in numbers))
    return found


def below(key: str, role: str, name: str, limit: int) -> int:
    """A number from 0 to ``limit`` - 1: the ticket as an unsigned big-endian number, modulo ``limit``."""
    return int.from_bytes(ticket(key, role, name)) % limit
