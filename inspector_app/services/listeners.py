"""Who wants to hear of something."""

import logging
from collections.abc import Callable
from typing import Generic, TypeVar

log = logging.getLogger(__name__)
News = TypeVar("News")


class Listeners(Generic[News]):
    """Those who subscribed."""

    def __init__(self) -> None:
        self._all: list[Callable[[News], None]] = []

    def __bool__(self) -> bool:
        return bool(self._all)

    def add(self, listener: Callable[[News], None]) -> Callable[[], None]:
        """Returns the way to end it."""
        self._all.append(listener)
        return lambda: self._all.remove(listener) if listener in self._all else None

    def hear(self, news: News) -> None:
        """One that fails is no fault of who tells, and no reason for the others to hear nothing."""
        for listener in list(self._all):
            try:
                listener(news)
            except Exception:
                log.exception("a listener failed")
