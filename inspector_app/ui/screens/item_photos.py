"""Photos of the item on screen: taken or picked, prepared beside the work, seen in full, taken out again."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from uuid import UUID

import flet as ft

from inspector_app.services.records import PhotoRecord
from inspector_app.ui.components.photo_strip import StripPicture, StripView
from inspector_app.ui.hand import Hand
from inspector_app.ui.screens.camera import Shooting
from inspector_app.ui.screens.photo_looking import PhotoLooking
from inspector_app.ui.screens.recording import Recording
from inspector_app.ui.screens.taking import Picked, Taking
from inspector_app.ui.views.item_view import ItemView
from inspector_app.ui.views.photo_groups import in_groups
from inspector_app.ui.views.wording import clock_time, refused_files
from sync.domain.inspections import Outcome
from sync.errors import PhotoUnreadable

Cover = Callable[[ft.Control | None], None]


class ItemPhotos:
    """``repaint`` shows what is on disk now."""

    def __init__(
        self,
        hand: Hand,
        recording: Recording,
        inspection_id: UUID,
        picker: ft.FilePicker,
        cover: Cover,
        repaint: Callable[[], Awaitable[None]],
    ) -> None:
        self._hand = hand
        self._recording = recording
        self._inspection_id = inspection_id
        self._repaint = repaint
        self._pending: Counter[str] = Counter()
        self._thumbnails: dict[UUID, bytes | None] = {}
        self._looking = PhotoLooking(hand, recording, cover, self._remove, repaint)
        self._taking = Taking(hand, inspection_id, picker, cover)
        self._camera = self._taking.camera
        self._taken: list[PhotoRecord] = []
        self._kept_back: Counter[str] = Counter()

    async def load(self) -> None:
        """Read what stays on this tablet because it came too late, or something is in its way."""
        backlog = self._hand.tablet.backlog
        self._kept_back = await self._hand.work(lambda: backlog.photos_kept_back(self._inspection_id))

    async def strip(self, view: ItemView) -> StripView:
        """The photos of an item as they are now."""
        photos = self._recording.sheet.photos[view.code]
        say = self._hand.say
        return StripView(
            pictures=tuple([tuple([await self._picture(photo) for photo in group]) for group in in_groups(photos)]),
            pending=self._pending[view.code],
            hint=view.photo_hint,
            missing=view.photo_missing,
            kept_back=say("tablet.photos.kept_back", count=kept) if (kept := self._kept_back[view.code]) else "",
            editable=view.editable,
            camera=self._camera.likely,
            labels=(
                say("tablet.photos.take"),
                say("tablet.photos.pick"),
                say("tablet.photos.elsewhere"),
                say("tablet.photos.preparing"),
            ),
        )

    async def pick(self, code: str) -> None:
        """Choose files; each becomes a photo of the item. Of several, those that cannot are named in one sentence."""
        await self._recording.keep_drafts()
        files = await self._taking.picked(several=True)
        if len(files) == 1:
            self._hand.spawn(self.attach, code, files[0].content)
        else:
            self._hand.spawn(self._attach_all, code, files)

    async def take(self, code: str, on_answer: Callable[[str, Outcome], Awaitable[None]]) -> None:
        """Open the camera for the item; where there is none, choose files. ``on_answer`` hears what is answered in it."""
        await self._recording.keep_drafts()
        sheet, hand = self._recording.sheet, self._hand
        item = sheet.checklist.by_code[code]
        self._taken = []
        shooting = Shooting(
            title=f"{code}  {item.title.in_language(hand.language)}",
            answers=sheet.value(code).outcome is None,
            before=self._taking.make_sure_of_room,
            on_picture=lambda original: self._shot(code, original),
            on_retake=self._retake,
            on_answer=lambda outcome: on_answer(code, outcome),
        )
        if not await self._taking.shoot(shooting):
            await self.pick(code)

    async def attach(self, code: str, original: bytes) -> None:
        """Keep a picture, at once on disk, and make it a photo; its place in the row is shown meanwhile."""
        self._pending[code] += 1
        try:
            self._taken.append(await self._taking.keep(code, original, self._repaint))
        finally:
            self._pending[code] -= 1
            await self._recording.reread()
            await self.load()
            await self._repaint()

    async def _attach_all(self, code: str, files: Sequence[Picked]) -> None:
        problems = await asyncio.gather(*(self._problem_with(code, file) for file in files))
        refused = [(file.name, problem) for file, problem in zip(files, problems, strict=True) if problem]
        if refused:
            self._hand.guard.tell(refused_files(self._hand.language, refused, len(files)))

    async def _problem_with(self, code: str, file: Picked) -> PhotoUnreadable | None:
        try:
            await self.attach(code, file.content)
        except PhotoUnreadable as error:
            return error
        return None

    async def _shot(self, code: str, original: bytes) -> None:
        self._camera.show_taken(len(self._taken) + 1, None, preparing=True)
        try:
            await self.attach(code, original)
        finally:
            await self._show_taken()

    async def _retake(self) -> None:
        """The last picture was no good: it is taken out again, and the camera waits for the next."""
        if self._taken:
            await self._remove(self._taken.pop())
            await self._show_taken()

    async def _show_taken(self) -> None:
        last = await self._thumbnail(self._taken[-1]) if self._taken else None
        self._camera.show_taken(len(self._taken), last, preparing=False)

    def open(self, code: str, place: int) -> Any:
        """Show a photo in full."""
        return self._looking.open(code, place)

    async def _remove(self, photo: PhotoRecord) -> None:
        hand = self._hand
        await hand.act(lambda: hand.tablet.photos.remove(photo.facts.photo_id, hand.by.person_id))
        await self._recording.reread()
        await self._repaint()

    async def _picture(self, photo: PhotoRecord) -> StripPicture:
        badge = self._hand.say("tablet.annotate.badge") if photo.facts.annotates else ""
        name = self._hand.say("tablet.photos.of_time", time=clock_time(photo.facts.taken_at))
        return StripPicture(await self._thumbnail(photo), badge, name)

    async def _thumbnail(self, photo: PhotoRecord) -> bytes | None:
        key = photo.facts.photo_id
        if key not in self._thumbnails:
            self._thumbnails[key] = await self._hand.work(lambda: self._hand.tablet.photos.thumbnail(key))
        return self._thumbnails[key]
