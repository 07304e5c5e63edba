"""Progress bars on standard error."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

SetProgress = Callable[[int, int], None]
"""Called with what is done and with the whole, both of which may still grow."""


@contextmanager
def progress_bar(label: str) -> Iterator[SetProgress]:
    """A bar that follows the calls of what it yields; a mere line where standard error is no terminal."""
    with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def show(done: int, whole: int) -> None:
            bar.length = max(1, whole)
            bar.update(done - bar.pos)

        yield show
