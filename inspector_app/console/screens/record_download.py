"""What can be taken along of an inspection, on its way into the browser's downloads."""

import asyncio
import re
from uuid import UUID

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.console.downloads import Download
from sync.domain.clock import local_day
from sync.i18n import say
from sync.protocol.console import DocumentKind, InspectionSummary

_ZIP, _PDF = "application/zip", "application/pdf"
_TITLES = {DocumentKind.RECORD: "document.record", DocumentKind.ORDER: "document.order_draft"}
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_LONGEST_PLACE = 40


class RecordDownload:
    """Asks the centre first, so that whatever stands in the way is said on the screen and not by the browser."""

    def __init__(self, desk: Desk, inspection_id: UUID, launcher: ft.UrlLauncher | None = None) -> None:
        self._desk = desk
        self._id = inspection_id
        self._launcher = launcher or ft.UrlLauncher()

    async def start(self, summary: InspectionSummary) -> None:
        """Hand the record to the browser. Raises what the centre answers, and then nothing was handed out."""
        desk, client = self._desk, self._desk.calls.new_client()
        try:
            blocks = await asyncio.to_thread(client.record, self._id)
        except BaseException:
            client.close()
            raise
        name = file_name(desk.language, "console.download.name", summary, "zip")
        await self._hand_over(Download(name, _ZIP, blocks, client.close))
        desk.guard.tell(desk.say("console.download.started"))

    async def print(self, summary: InspectionSummary, kind: DocumentKind) -> None:
        """Hand a document to the browser as a PDF; the same errors as above."""
        desk = self._desk
        desk.guard.tell(desk.say("console.download.printing"))
        content = await desk.ask(lambda centre: centre.document(self._id, kind, desk.language))
        name = file_name(desk.language, _TITLES[kind], summary, "pdf")
        await self._hand_over(Download(name, _PDF, iter((content,)), lambda: None))

    async def _hand_over(self, download: Download) -> None:
        path = self._desk.downloads.offer(download)
        await self._launcher.launch_url(path.removeprefix("/"), web_only_window_name=ft.UrlTarget.SELF.value)


def file_name(language: str, title: str, summary: InspectionSummary, ending: str) -> str:
    """The name of a file: what it is (the key of its title), where, and the day of the visit."""
    place = _NOT_IN_NAMES.sub(" ", summary.compound).strip(" .")[:_LONGEST_PLACE]
    return f"{say(language, title)} {place} {local_day(summary.started_at):%Y-%m-%d}.{ending}"
