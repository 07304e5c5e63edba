"""Which part of a list is shown. Pure."""

from dataclasses import dataclass

from sync.i18n import say


@dataclass(frozen=True, slots=True)
class PagingView:
    """``range`` is empty without rows."""

    range: str
    has_previous: bool
    has_next: bool


def paging_view(language: str, page: int, page_size: int, shown: int, total: int) -> PagingView:
    """A page, counted from 1, with so many rows on it."""
    first = (page - 1) * page_size + 1
    last = first + shown - 1
    words = say(language, "console.list.range", first=first, last=last, total=total) if shown else ""
    return PagingView(words, page > 1, last < total)
