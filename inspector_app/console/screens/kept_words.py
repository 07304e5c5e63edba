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
    """The comments of one person in one dialog. ``place`` names it and what it is about."""

    def __init__(self, storage: Storage, person_id: UUID, place: str) -> None:
        self._fields: Sequence[ft.TextField] = ()
        self._text = KeptText(storage, f"{_PREFIX}.{person_id}.{place}", self._typed)

    async def bring_back(self, fields: Sequence[ft.TextField], guard: Callable[[Handler], Any]) -> None:
        """Into the fields of a dialog that is about to be shown, and from then on keep what is typed there."""
        self._fields = fields
        for field in fields:
            field.on_change = guard(self._changed)
        text = await self._text.read()
        if text is None:
            return
        try:
            kept = from_json(text, _Kept).texts
        except OperationInvalid as error:
            log.warning("words that the browser kept cannot be read: %s", error)
            return
        for field, words in zip(fields, kept, strict=False):
            field.value = words

    async def forget(self) -> None:
        """They were sent, or are not wanted any more."""
        await self._text.forget()

    def _changed(self) -> None:
        self._text.changed()

    def _typed(self) -> str:
        texts = tuple(field.value or "" for field in self._fields)
        return json.dumps(to_plain(_Kept(texts)), ensure_ascii=False) if any(texts) else ""
