"""Imports that only some installations can make."""

from collections.abc import Iterator
from contextlib import contextmanager

from sync.errors import DependencyMissing

_OURS = ("sync", "inspector_app", "assets")


@contextmanager
def needs(extra: str) -> Iterator[None]:
    """Import inside; raises DependencyMissing when a package of the extra (``web``, ``centre``) is not installed."""
    try:
        yield
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package in _OURS:
            raise
        raise DependencyMissing(package=package, extra=extra) from error
