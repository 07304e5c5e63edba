"""A peer: POST lines of JSON, insert them by executemany. ``python -m tests.benchmarks.bare_insert FOLDER PORT``."""

import json
import sqlite3
import sys
from pathlib import Path

import uvicorn

DATABASE = sqlite3.connect(Path(sys.argv[1]) / "bare.db", isolation_level=None)
DATABASE.execute("PRAGMA journal_mode=WAL")
DATABASE.execute("PRAGMA synchronous=FULL")
DATABASE.execute("CREATE TABLE operations (id TEXT PRIMARY KEY, seq INTEGER, author TEXT, at TEXT, kind TEXT, body TEXT)")


async def app(scope, receive, send):
    parts, more = [], True
    while more:
        message = await receive()
        parts.append(message.get("body", b""))
        more = message.get("more_body", False)
    insert(b"".join(parts).split(b"\n"))
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
    await send({"type": "http.response.body", "body": b""})


def insert(lines):
    parsed = [json.loads(line) for line in lines]
    rows = [(op["id"], op["seq"], op["by"], op["at"], op["kind"], json.dumps(op["body"])) for op in parsed]
    DATABASE.execute("BEGIN")
    DATABASE.executemany("INSERT INTO operations VALUES (?, ?, ?, ?, ?, ?)", rows)
    DATABASE.execute("COMMIT")


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[2]), log_level="warning", access_log=False, lifespan="off")
