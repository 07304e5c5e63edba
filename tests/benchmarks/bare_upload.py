"""A peer: PUT a body, hash it, make it durable, rename it. ``python -m tests.benchmarks.bare_upload FOLDER PORT``."""

import os
import sys
from hashlib import sha256
from pathlib import Path

import uvicorn

FOLDER = Path(sys.argv[1])


async def app(scope, receive, send):
    parts, more = [], True
    while more:
        message = await receive()
        parts.append(message.get("body", b""))
        more = message.get("more_body", False)
    name = keep(b"".join(parts))
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"64")]})
    await send({"type": "http.response.body", "body": name.encode()})


def keep(body):
    digest = sha256(body).hexdigest()
    part = FOLDER / (digest + ".part")
    with part.open("wb") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())
    part.rename(FOLDER / digest)
    return digest


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[2]), log_level="warning", access_log=False, lifespan="off")
