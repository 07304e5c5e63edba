"""Returns in the making, kept by the reviewer's browser until they are sent or discarded: neither a reload nor a restart of the
centre costs what was typed."""

import asyncio
from dataclasses import dataclass, field
from uuid import UUID

from inspector_app.console.screens.kept_text import KeptText, Storage
from inspector_app.console.screens.review_view import ReturnDraft

_PREFIX = "suicha.return"


@dataclass(frozen=True, slots=True)
class _Kept:
    comment: str = ""
    items: dict[str, str] = field(default_factory=dict)


class KeptDraft:
    """The draft of one inspection and one reviewer."""

    def __init__(self, storage: Storage, reviewer: UUID, inspection_id: UUID) -> None:
        self._text = KeptText(storage, f"{_PREFIX}.{reviewer}.{inspection_id}", _Kept, self._now)
        self._restored, self._restoring = False, asyncio.Lock()
        self.draft = ReturnDraft(on_change=self._text.changed)

    async def restore(self) -> None:
        """As it was left, the first time that somebody asks; what is there since then stays. Whoever asks while the browser is
        still being asked waits for the same answer: a page that begins anew comes to its screen twice."""
        async with self._restoring:
            if not self._restored:
                self._fill(await self._text.read())
                self._restored = True

    def _fill(self, kept: _Kept | None) -> None:
        if kept is not None and self.draft.empty:
            self.draft.comment, self.draft.items = kept.comment, dict(kept.items)

    def _now(self) -> _Kept | None:
        return None if self.draft.empty else _Kept(self.draft.comment, dict(self.draft.items))


class KeptDrafts:
    """The drafts of one reviewer in one browser."""

    def __init__(self, storage: Storage, reviewer: UUID) -> None:
        self._storage = storage
        self._reviewer = reviewer
        self._drafts: dict[UUID, KeptDraft] = {}

    def of(self, inspection_id: UUID) -> KeptDraft:
        """Always the same for one inspection."""
        if inspection_id not in self._drafts:
            self._drafts[inspection_id] = KeptDraft(self._storage, self._reviewer, inspection_id)
        return self._drafts[inspection_id]
