"""What is typed into a dialog is there again when it is opened the next time, until it is sent or the dialog is cancelled."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import flet as ft

from inspector_app.console.screens.kept_text import KeptText, Storage
from inspector_app.look.guard import Handler

_PREFIX = "suicha.words"


@dataclass(frozen=True, slots=True)
class _Kept:
    texts: tuple[str, ...]


class KeptWords:
    """The comments of one person in the fields of a dialog that is yet to be shown. ``place`` names it and what it is about."""

    def __init__(
        self, storage: Storage, person_id: UUID, place: str, fields: Sequence[ft.TextField], guard: Callable[[Handler], Any]
    ) -> None:
        self._fields = fields
        self._text = KeptText(storage, f"{_PREFIX}.{person_id}.{place}", _Kept, self._typed)
        for field in fields:
            field.on_change = guard(self._text.changed)

    async def bring_back(self) -> Sequence[ft.TextField]:
        """Into the fields, where nothing is typed yet: the dialog does not wait for the browser's answer. Returns those that
        changed."""
        kept = await self._text.read()
        texts = kept.texts if kept else ()
        changed = [(field, words) for field, words in zip(self._fields, texts, strict=False) if words and not field.value]
        for field, words in changed:
            field.value = words
        return [field for field, _ in changed]

    async def forget(self) -> None:
        """They were sent, or are not wanted any more."""
        await self._text.forget()

    def _typed(self) -> _Kept | None:
        texts = tuple(field.value or "" for field in self._fields)
        return _Kept(texts) if any(texts) else None
