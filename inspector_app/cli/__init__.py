"""``suicha ...``: one file per command; the only room that composes tablet, centre and console.

Command modules import click and sentences only; what a command needs is imported when it runs, so that ``--help`` is quick
and a tablet-only installation can say what it lacks.
"""

from inspector_app.cli.main import main

__all__ = ["main"]
