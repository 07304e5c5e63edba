"""A file from a person's browser: chosen there, sent, here."""

import asyncio
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.console.uploads import UploadFailed


class FileArrival:
    """One file at a time. A browser opens the choice only within the tap itself, so a button does it with ``action``, not its
    handler. ``on_progress`` hears how much has come, from 0 to 1."""

    def __init__(
        self, desk: Desk, on_chosen: Callable[[ft.FilePickerFile], Any], on_progress: Callable[[float], Any] | None = None
    ) -> None:
        self._desk, self._on_chosen, self._on_progress = desk, on_chosen, on_progress
        self._coming: asyncio.Future[bytes] | None = None
        self._picker = ft.FilePicker(on_result=desk.guard(self._chosen), on_upload=desk.guard(self._uploading))

    def action(self, *endings: str) -> ft.PickFiles:
        """What a button does that opens the choice among such files."""
        return ft.PickFiles(self._picker, file_type=ft.FilePickerFileType.CUSTOM, allowed_extensions=list(endings))

    def begin(self) -> None:
        """The picker is there from now on."""
        services = self._desk.page.services
        if self._picker not in services:
            services.append(self._picker)
            self._desk.page.update()

    def end(self) -> None:
        """It is no longer, and whatever was on its way is dropped."""
        self._give_up()
        if self._picker in self._desk.page.services:
            self._desk.page.services.remove(self._picker)

    async def receive(self, file: ft.FilePickerFile, most: int) -> bytes:
        """The chosen file of at most so many bytes. Raises UploadFailed."""
        expected = self._desk.uploads.expect(most)
        self._coming = expected.content
        base = urlsplit(self._desk.page.url or "").path.rstrip("/")
        await self._picker.upload([ft.FilePickerUploadFile(upload_url=base + expected.path, id=file.id, name=file.name)])
        return await expected.content

    async def _chosen(self, event: ft.FilePickerResultEvent) -> None:
        if event.files:
            await self._on_chosen(event.files[0])

    def _uploading(self, event: ft.FilePickerUploadEvent) -> None:
        if event.error:
            self._give_up()
        elif event.progress is not None and self._on_progress:
            self._on_progress(event.progress)

    def _give_up(self) -> None:
        if self._coming and not self._coming.done():
            self._coming.set_exception(UploadFailed())
