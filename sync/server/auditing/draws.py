"""Draws, computed again from their published folders and held to what the database says of them."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sync.drawing.checking import check_campaign
from sync.errors import DrawAltered, SuichaError
from sync.server.auditing.differences import Difference
from sync.server.auditing.kept import KeptDraw


def check_draws(draws: Sequence[KeptDraw], folder: Path) -> Iterator[Difference]:
    """Of one campaign: the first thing in which its folder is not as its seeds say, and draws that are not the ones on record."""
    campaign = draws[0].campaign
    try:
        published = {one.number: one.frozen.frozen for one in check_campaign(folder)}
    except DrawAltered as error:
        fields = dict(error.fields)
        yield Difference(campaign, str(fields.pop("problem")), fields)
        return
    except SuichaError:
        yield Difference(campaign, "audit.problem.draw-unreadable", {"folder": str(folder)})
        return
    for draw in draws:
        if published.get(draw.number) != draw.frozen:
            yield Difference(campaign, "audit.problem.draw-differs", {"draw": draw.number, "folder": str(folder)})
