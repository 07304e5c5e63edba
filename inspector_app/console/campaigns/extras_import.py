"""Extra weights of a campaign's plan from a file."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from inspector_app.console.desk import Desk
from inspector_app.console.registers.files import RegisterFiles
from inspector_app.console.routes import CampaignLeaf, CampaignPlace
from sync.domain.registers.columns import Facts, PlanFile
from sync.protocol.campaigns import ExtraOnRecord
from sync.protocol.console import DistrictName
from sync.protocol.registers import RegisterImported, RegisterPreview


class ExtrasImport:
    """Implements ImportJob."""

    listed = PlanFile.EXTRAS

    def __init__(self, desk: Desk, campaign_id: UUID, on_go: Callable[[CampaignPlace], Any]) -> None:
        self._desk = desk
        self._id = campaign_id
        self._on_go = on_go
        self._files = RegisterFiles(desk)

    async def districts(self) -> tuple[DistrictName, ...]:
        """No row speaks of one."""
        return ()

    async def preview(self, name: str, content: bytes) -> RegisterPreview:
        campaign_id = self._id
        return await self._desk.ask(lambda centre: centre.preview_extras(campaign_id, name, content))

    async def bring_in(self, name: str, content: bytes, good_rows: bool, seen: str) -> RegisterImported:
        campaign_id = self._id
        return await self._desk.ask(
            lambda centre: centre.import_extras(campaign_id, name, content, good_rows=good_rows, seen=seen)
        )

    async def template(self) -> None:
        await self._files.template(self.listed)

    async def export(self) -> None:
        campaign_id = self._id
        extras = (await self._desk.ask(lambda centre: centre.campaign(campaign_id))).extras
        await self._files.write(self.listed, list(map(row_of, extras)), f"{self._desk.today:%Y-%m-%d}")

    def leave(self) -> Any:
        return self._on_go(CampaignPlace(CampaignLeaf.DETAIL, self._id))


def row_of(extra: ExtraOnRecord) -> Facts:
    """As a file has it."""
    return {
        "code": extra.compound,
        "name": extra.compound_name,
        "kind": extra.kind.value,
        "weight": str(extra.weight),
        "source": extra.source,
    }
