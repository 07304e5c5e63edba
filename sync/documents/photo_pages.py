"""Photos, two in a row, each under its number with the item, the time and the beginning of the original's hash."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import groupby
from uuid import UUID

from sync.documents.lettering import HAIRLINE, LABEL, SMALL, TINT
from sync.documents.paper import BODY_WIDTH, MARGIN, Paper
from sync.documents.wording import Wording
from sync.domain.report import ReportItem, ReportPhoto
from sync.errors import PhotoUnreadable
from sync.imaging.evidence import make_thumbnail

SHOWN_DIGITS = 12
"""Hexadecimal digits of an original's hash below its photo."""

LONGEST_SIDE = 1200
"""Pixels of a photo in a document: some 300 to the inch at the width of half a page."""

Pictures = Mapping[UUID, bytes]
"""Photos as JPEG by their ids. In place of one that is missing, or spoilt, the document says so."""

CaptionedPhoto = tuple[str, ReportPhoto]
"""A photo, and in words what it belongs to."""

_ACROSS = 2
_GAP = 6.0
_BOX_WIDTH, _BOX_HEIGHT = (BODY_WIDTH - _GAP) / 2, 64.0
_CAPTION = 12.5
_ROW = _BOX_HEIGHT + _CAPTION


def draw_photos(paper: Paper, photos: Iterable[CaptionedPhoto], pictures: Pictures, wording: Wording) -> None:
    """Photos with what each belongs to, from page to page."""
    for row in _rows(photos):
        paper.ensure(_ROW)
        _draw_row(paper, row, pictures, wording)
        paper.set_y(paper.y + _ROW)


def photos_of(items: Iterable[ReportItem], wording: Wording) -> list[CaptionedPhoto]:
    """All photos of some items."""
    return [(wording.matter(item), photo) for item in items for photo in item.photos]


def first_row_height() -> float:
    """Millimetres that must be left below a heading of photos."""
    return _ROW


def _rows(photos: Iterable[CaptionedPhoto]) -> Iterator[list[CaptionedPhoto]]:
    """Two in a row; a photo and its annotated copies begin a row of their own, so that the first of them stand side by side."""
    row: list[CaptionedPhoto] = []
    for _, group in groupby(photos, key=lambda one: one[1].number):
        together = list(group)
        if row and (len(together) > 1 or len(row) == _ACROSS):
            yield row
            row = []
        row += together
        while len(row) > _ACROSS:
            yield row[:_ACROSS]
            row = row[_ACROSS:]
    if row:
        yield row


def _draw_row(paper: Paper, row: Sequence[CaptionedPhoto], pictures: Pictures, wording: Wording) -> None:
    for place, (matter, photo) in enumerate(row):
        x = MARGIN + place * (_BOX_WIDTH + _GAP)
        _draw_picture(paper, pictures.get(photo.photo_id), x, wording)
        _draw_caption(paper, matter, photo, x, wording)


def _draw_picture(paper: Paper, picture: bytes | None, x: float, wording: Wording) -> None:
    paper.fill(x, paper.y, _BOX_WIDTH, _BOX_HEIGHT, TINT)
    if picture is None:
        _draw_absence(paper, wording.say("photo_elsewhere"), x)
    else:
        try:
            jpeg = make_thumbnail(picture, LONGEST_SIDE)
        except PhotoUnreadable:
            _draw_absence(paper, wording.say("photo_spoilt"), x)
        else:
            paper.image(BytesIO(jpeg), x, paper.y, _BOX_WIDTH, _BOX_HEIGHT, keep_aspect_ratio=True)
    paper.frame(x, paper.y, _BOX_WIDTH, _BOX_HEIGHT, HAIRLINE)


def _draw_absence(paper: Paper, why: str, x: float) -> None:
    paper.put(why, x, paper.y + (_BOX_HEIGHT - SMALL.leading) / 2, _BOX_WIDTH, SMALL, "centre")


def _draw_caption(paper: Paper, matter: str, photo: ReportPhoto, x: float, wording: Wording) -> None:
    title = wording.say("photo_title", photo=_photo_name(photo, wording), item=matter)
    original = wording.say("photo_caption", time=wording.second(photo.taken_at), sha256=photo.original_sha256[:SHOWN_DIGITS])
    top = paper.y + _BOX_HEIGHT + 0.8
    paper.put(paper.shortened(title, LABEL, _BOX_WIDTH), x, top, _BOX_WIDTH, LABEL)
    paper.put(paper.shortened(original, SMALL, _BOX_WIDTH), x, top + LABEL.leading, _BOX_WIDTH, SMALL)


def _photo_name(photo: ReportPhoto, wording: Wording) -> str:
    """The first annotated copy needs no number of its own."""
    key = {0: "photo", 1: "photo_marked"}.get(photo.copy, "photo_marked_again")
    return wording.say(key, number=photo.number, copy=photo.copy)
