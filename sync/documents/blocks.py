"""Paragraphs and headings."""

from sync.documents.lettering import ACCENT, BODY, SECTION, Lettering
from sync.documents.paper import BODY_WIDTH, MARGIN, TOP, Paper

_BAR, _SPACE = 1.4, 4.5


def section(paper: Paper, heading: str, follows: float = 26.0) -> None:
    """A heading that never stands alone at the foot of a page. ``follows``: millimetres that must fit below it."""
    paper.ensure(_SPACE + SECTION.leading + follows)
    paper.set_y(paper.y + (_SPACE if paper.y > TOP else 0))
    paper.fill(MARGIN, paper.y + (SECTION.leading - SECTION.em) / 2, _BAR, SECTION.em, ACCENT)
    paper.put(heading, MARGIN + _BAR + 2, paper.y, BODY_WIDTH, SECTION)
    paper.set_y(paper.y + SECTION.leading + 1.2)


def paragraph(paper: Paper, text: str, lettering: Lettering = BODY, indent: float = 0.0, gap: float = 1.2) -> None:
    """Text over the whole width, from page to page. ``gap`` is left below it."""
    width = BODY_WIDTH - indent
    for line in paper.lines(text, width, lettering):
        paper.ensure(lettering.leading)
        paper.put(line, MARGIN + indent, paper.y, width, lettering)
        paper.set_y(paper.y + lettering.leading)
    paper.set_y(paper.y + gap)
