"""What a signed-in screen can do."""

from typing import Protocol

import flet as ft

from sync.protocol.console import CentreEvent


class Screen(Protocol):
    """One at a time is shown."""

    root: ft.Container

    async def load(self) -> None: ...

    def paint(self) -> object: ...

    def concerns(self, event: CentreEvent) -> bool: ...

    def age(self) -> None:
        """Time has passed: what says how long ago something was says so anew. Updates what it touches."""
        ...

    def leave(self) -> None: ...
