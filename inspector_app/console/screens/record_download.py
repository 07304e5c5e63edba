"""The signed record of an inspection on its way into the browser's downloads."""

import asyncio
import re
from uuid import UUID

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.console.downloads import Download
from sync.domain.clock import local_day
from sync.i18n import say
from sync.protocol.console import InspectionSummary

_ZIP = "application/zip"
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
        path = desk.downloads.offer(Download(record_name(desk.language, summary), _ZIP, blocks, client.close))
        await self._launcher.launch_url(path.removeprefix("/"), web_only_window_name=ft.UrlTarget.SELF.value)
        desk.guard.tell(desk.say("console.download.started"))


def record_name(language: str, summary: InspectionSummary) -> str:
    """The name of the file: what it is, where, and the day of the visit."""
    title = say(language, "console.download.name")
    place = _NOT_IN_NAMES.sub(" ", summary.compound).strip(" .")[:_LONGEST_PLACE]
    return f"{title} {place} {local_day(summary.started_at):%Y-%m-%d}.zip"
