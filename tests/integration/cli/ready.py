"""Runs ``suicha`` commands, each in a process of its own that is forked from this one, in which everything is imported already.

Started as a program. A request is one JSON line: ``arguments``, and ``stdout`` and ``stderr``, files to write to. The answer
is the exit code on a line of its own. Nothing is opened here and no thread runs, so that a fork is as good as a start.
"""

import json
import os
import sys
from importlib import import_module

ROOMS = (
    "inspector_app.bootstrap",
    "inspector_app.fleet",
    "inspector_app.cli.private_centre",
    "sync.drawing",
    "sync.server.app",
    "sync.spreadsheets.opening",
    "sync.verifying.campaign",
)


def serve() -> None:
    from inspector_app.cli.main import main

    for room in ROOMS:
        import_module(room)
    while line := sys.stdin.readline():
        request = json.loads(line)
        child = os.fork()
        if child == 0:
            for number, path, flags in (
                (0, os.devnull, os.O_RDONLY),
                (1, request["stdout"], os.O_WRONLY),
                (2, request["stderr"], os.O_WRONLY),
            ):
                os.dup2(os.open(path, flags), number)
            main(request["arguments"], prog_name="suicha")
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    serve()
