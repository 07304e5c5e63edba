"""The tablet's SQLite and its evidence files: the only room that knows sqlite_utils."""
