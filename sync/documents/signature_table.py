"""The block of signatures: ink as strokes, refusals in words, and plainly what is missing or no longer holds."""

from functools import partial

from sync.documents.lettering import ALARM, BODY, INK, QUIET, STRONG, Colour
from sync.documents.paper import Paper
from sync.documents.photo_pages import SHOWN_DIGITS
from sync.documents.tables import Cell, Column, Table
from sync.documents.wording import Wording
from sync.domain.ids import made_at
from sync.domain.report import InspectionReport, ReportSound
from sync.domain.signatures import INK_WIDTH, Ink, Signature, SigningPlace, Standing

_HEIGHT = 18.0
_INSET = 2.0
_PEN = 0.55
_ROUND = 1
"""Both the cap and the join of a pen's line, as PDF numbers them."""


class SignatureTable:
    """One row for each place."""

    def __init__(self, paper: Paper, report: InspectionReport, wording: Wording) -> None:
        columns = (
            Column(46, wording.say("signer")),
            Column(66, wording.say("signature"), "centre"),
            Column(64, wording.say("remark")),
        )
        self._table = Table(paper, columns)
        self._rows = [
            (_signer(place, wording), _writing(place, wording), _remark(place, report, wording)) for place in report.signatures
        ]

    @property
    def height(self) -> float:
        """What all rows and the heading measure together, in millimetres."""
        return self._table.height_of([Cell("")] * 3) + sum(self._table.height_of(row) for row in self._rows)

    def draw(self) -> None:
        """Where the paper stands, from page to page where it has to be."""
        for row in self._rows:
            self._table.row(row)


def _signer(place: SigningPlace, wording: Wording) -> Cell:
    name = place.signature.name if place.signature else place.place.name
    return Cell(f"{wording.say(f'part.{place.place.part}')}\n{name}".rstrip(), middle=True, height=_HEIGHT)


def _writing(place: SigningPlace, wording: Wording) -> Cell:
    outdated = place.standing is Standing.OUTDATED
    if place.signature and place.signature.ink:
        return Cell("", drawing=partial(_draw_ink, place.signature.ink, QUIET if outdated else INK))
    if place.signature and place.signature.refusal:
        return Cell(wording.say("standing.refused"), STRONG.inked(QUIET if outdated else ALARM), middle=True)
    return Cell(wording.say("standing.open"), BODY.inked(QUIET), middle=True)


def _remark(place: SigningPlace, report: InspectionReport, wording: Wording) -> Cell:
    lines = []
    if place.standing is Standing.OUTDATED:
        lines.append(wording.say("standing.outdated"))
    if place.signature:
        lines += [*_reason(place.signature, report, wording), *_moment(place.signature, wording)]
    return Cell("\n".join(lines), BODY.inked(ALARM) if place.standing is Standing.OUTDATED else BODY, middle=True)


def _reason(signature: Signature, report: InspectionReport, wording: Wording) -> list[str]:
    if signature.refusal is None:
        return []
    shown = [photo for photo in report.photos if photo.photo_id == signature.refusal.photo_id]
    heard = [sound for sound in report.sounds if sound.photo_id == signature.refusal.photo_id]
    return [
        wording.say("refusal_reason", reason=signature.refusal.reason),
        *([wording.say("refusal_photo", photos=wording.photos(shown))] if shown else []),
        *(wording.say("refusal_sound", seconds=_seconds(sound), sha256=sound.sha256[:SHOWN_DIGITS]) for sound in heard),
    ]


def _seconds(sound: ReportSound) -> int:
    return max(1, round(sound.duration_ms / 1000))


def _moment(signature: Signature, wording: Wording) -> list[str]:
    """When it was given, which its id tells."""
    moment = made_at(signature.signature_id)
    act = "refused_at" if signature.refusal else "signed_at"
    return [wording.say(act, time=wording.minute(moment))] if moment else []


def _draw_ink(ink: Ink, colour: Colour, paper: Paper, x: float, y: float, width: float, height: float) -> None:
    """The pad scaled into a box, keeping its proportions."""
    scale = min((width - 2 * _INSET) / INK_WIDTH, (height - 2 * _INSET) / ink.height)
    left, top = x + (width - INK_WIDTH * scale) / 2, y + (height - ink.height * scale) / 2
    with paper.local_context(
        draw_color=colour, fill_color=colour, line_width=_PEN, stroke_cap_style=_ROUND, stroke_join_style=_ROUND
    ):
        for stroke in ink.strokes:
            points = [(left + stroke[place] * scale, top + stroke[place + 1] * scale) for place in range(0, len(stroke), 2)]
            if len(points) == 1:
                paper.circle(*points[0], _PEN / 2, style="F")
            else:
                paper.polyline(points)
