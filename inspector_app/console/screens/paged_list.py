"""What every list does: ask for a page, show it, turn, and stay as it is while nothing has changed."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import Any, Generic, Protocol, TypeVar

import flet as ft

from inspector_app.console.calls import ConsoleClient
from inspector_app.console.desk import Desk
from inspector_app.console.screens.empty_view import EmptyView
from inspector_app.console.screens.list_frame import ListFrame
from inspector_app.console.screens.paging_view import PagingView
from inspector_app.console.screens.trouble import trouble_panel, waiting_ring
from sync.errors import AccessDenied, Unavailable


class ListFilter(Protocol):
    """What is asked for; ``page`` counts from 1."""

    @property
    def page(self) -> int: ...


class ListPage(Protocol):
    """One answer of the centre."""

    @property
    def rows(self) -> Sequence[object]: ...
    @property
    def page(self) -> int: ...
    @property
    def page_size(self) -> int: ...
    @property
    def total(self) -> int: ...


class ListContent(Protocol):
    """What one answer shows."""

    @property
    def rows(self) -> Sequence[Hashable]: ...
    @property
    def paging(self) -> PagingView: ...
    @property
    def empty(self) -> EmptyView | None: ...


Filter = TypeVar("Filter", bound=ListFilter)
Page = TypeVar("Page", bound=ListPage)
View = TypeVar("View", bound=ListContent)
Row = TypeVar("Row", bound=Hashable)


class PagedList(ABC, Generic[Filter, Page, View, Row]):
    """A screen with filters, rows and pages. It repaints only what has changed; rows that stay the same stay where they are."""

    def __init__(
        self,
        desk: Desk,
        wanted: Filter,
        title: str,
        filters: ft.Control,
        heading: Callable[[Callable[[str], str]], ft.Control],
        beside_title: ft.Control | None = None,
        in_title: ft.Control | None = None,
        aside: ft.Control | None = None,
    ) -> None:
        self._desk = desk
        self._wanted = wanted
        self._page: Page | None = None
        self._painted: tuple[object, ...] = ()
        self._standing: dict[Row, ft.Control] = {}
        self._frame = ListFrame(
            desk,
            title,
            filters,
            heading=lambda: heading(self._label),
            on_turn=lambda pages: self._want(_at_page(self._wanted, self._wanted.page + pages)),
            on_clear=self._clear,
            beside_title=beside_title,
            in_title=in_title,
            aside=aside,
        )
        self.root = ft.Container(expand=True)

    # --- what a list says of itself ----------------------------------------------------------------------------------
    @abstractmethod
    def _ask(self, centre: ConsoleClient, wanted: Filter) -> Page: ...

    @abstractmethod
    def _view(self, page: Page) -> View: ...

    @abstractmethod
    def _paint_filters(self, view: View | None, anew: bool) -> None:
        """``anew``: they also have to be laid out for another width or language."""

    @abstractmethod
    def _row(self, row: Row) -> ft.Control: ...

    @abstractmethod
    async def _clear(self) -> None:
        """Without the conditions that left nothing to show."""

    # --- what all lists do -------------------------------------------------------------------------------------------
    async def load(self) -> None:
        """Ask the centre and show what it says."""
        wanted = self._wanted
        try:
            page = await self._desk.ask(lambda centre: self._ask(centre, wanted))
        except (AccessDenied, Unavailable) as error:
            if self._page is not None:
                raise
            desk = self._desk
            self.root.content = trouble_panel(
                desk.explain(error), desk.say("console.retry"), desk.guard(self.load), self.root.content
            )
            self.root.update()
            return
        if wanted != self._wanted:
            return
        if not page.rows and page.page > last_page(page):
            await self._want(_at_page(wanted, last_page(page)))
            return
        self._page = page
        self.age()

    def age(self) -> None:
        """What is shown says how long ago it was."""
        if self.paint():
            self.root.update()

    def paint(self) -> bool:
        """Everything, for the language and the width of the page; whether anything had to be."""
        desk = self._desk
        view = self._view(self._page) if self._page else None
        look = (view, desk.language, desk.shape)
        if look == self._painted and view is not None and self.root.content is self._frame.root:
            return False
        self._painted = look
        anew = self._frame.arrange()
        if anew:
            self._standing = {}
        self._paint_filters(view, anew)
        self._frame.show(self._body(view), view.paging if view else None)
        self.root.content = self._frame.root
        return True

    def leave(self) -> None:
        """The screen is no longer shown; it keeps its filters for the way back."""

    def _body(self, view: View | None) -> list[ft.Control]:
        if view is None:
            return [waiting_ring()]
        if view.empty:
            return [self._empty(view.empty)]
        rows: Sequence[Any] = view.rows
        self._standing = {row: self._standing.get(row) or self._row(row) for row in rows}
        return list(self._standing.values())

    def _empty(self, view: EmptyView) -> ft.Control:
        """In place of rows."""
        return self._frame.empty(view)

    async def _want(self, wanted: Filter) -> None:
        self._wanted = wanted
        await self.load()

    async def _narrow(self, **changes: object) -> None:
        await self._want(narrowed(self._wanted, **changes))

    def _label(self, name: str) -> str:
        return self._desk.say(f"console.column.{name}")


def last_page(page: ListPage) -> int:
    """The last page that has rows, at least 1."""
    return max(1, -(-page.total // page.page_size))


def narrowed(wanted: Filter, **changes: object) -> Filter:
    """Other conditions start on the first page again."""
    return _at_page(wanted, 1, **changes)


def _at_page(wanted: Filter, page: int, **changes: object) -> Filter:
    return replace(wanted, page=page, **changes)  # type: ignore[type-var]
