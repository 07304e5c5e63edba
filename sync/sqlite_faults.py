"""What kind of fault SQLite tells of, whoever keeps the file."""

import sqlite3

_KIND = 0xFF
"""The part of SQLite's error codes that says what kind it is; the rest says where."""
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def kind_of(error: BaseException | None) -> int | None:
    """SQLite's primary result code; None for what is no fault of SQLite's."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else int(code) & _KIND


def is_damage(error: BaseException | None) -> bool:
    """Whether the file is no database, or spoilt."""
    return kind_of(error) in _DAMAGED
