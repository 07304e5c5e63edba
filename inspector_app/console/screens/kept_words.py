"""What is typed into a dialog is there again when it is opened the next time, until it is sent or the dialog is cancelled."""

import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import flet as ft

from inspector_app.console.screens.kept_text import KeptText, Storage
from inspector_app.look.guard import Handler
from sync.errors import OperationInvalid
from sync.protocol.codec import from_json, to_plain

log = logging.getLogger(__name__)
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
        self._text = KeptText(storage, f"{_PREFIX}.{person_id}.{place}", self._typed)
        for field in fields:
            field.on_change = guard(self._text.changed)

    async def bring_back(self) -> Sequence[ft.TextField]:
        """Into the fields, where nothing is typed yet: the dialog does not wait for the browser's answer. Returns those that
        changed."""
        text = await self._text.read()
        if text is None:
            return ()
        try:
            kept = from_json(text, _Kept).texts
        except OperationInvalid as error:
            log.warning("words that the browser kept cannot be read: %s", error)
            return ()
        changed = [(field, words) for field, words in zip(self._fields, kept, strict=False) if words and not field.value]
        for field, words in changed:
            field.value = words
        return [field for field, _ in changed]

    async def forget(self) -> None:
        """They were sent, or are not wanted any more."""
        await self._text.forget()

    def _typed(self) -> str:
        texts = tuple(field.value or "" for field in self._fields)
        return json.dumps(to_plain(_Kept(texts)), ensure_ascii=False) if any(texts) else ""
