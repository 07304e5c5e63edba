"""Findings one by one: what was found, the law it rests on, and until when it has to be put right."""

from collections.abc import Sequence

from sync.documents.blocks import paragraph
from sync.documents.lettering import ALARM, BODY, LABEL, STRONG, TINT
from sync.documents.paper import BODY_WIDTH, Align, Paper
from sync.documents.tables import Cell, Column, Table
from sync.documents.wording import Wording
from sync.domain.checklists import Severity
from sync.domain.findings import FindingState
from sync.domain.provisions import provisions_of
from sync.domain.report import ReportFinding

_LABEL_WIDTH = 27.0
_SEVERITY_WIDTH = 27.0
_KEPT_TOGETHER = 90.0
"""A finding taller than this, in millimetres, may go on on the next page."""


def draw_findings(paper: Paper, findings: Sequence[ReportFinding], wording: Wording) -> None:
    """All findings, or the sentence that there is none."""
    if not findings:
        paragraph(paper, wording.say("no_findings"))
    for finding in findings:
        _draw(paper, finding, wording)


def finding_heading(finding: ReportFinding, wording: Wording) -> str:
    """The finding's number with the code and title of its item."""
    return wording.say("finding_title", number=finding.number, item=wording.matter(finding.item))


def _draw(paper: Paper, finding: ReportFinding, wording: Wording) -> None:
    heading = finding_heading(finding, wording)
    continued = Cell(wording.say("continued", title=heading), STRONG, TINT)
    table = Table(paper, (Column(_LABEL_WIDTH), Column(BODY_WIDTH - _LABEL_WIDTH)), continued)
    rows = [
        (Cell(wording.say(label), LABEL, middle=True), Cell(text, BODY, middle=True))
        for label, text in _details(finding, wording)
    ]
    height = sum(table.height_of(row) for row in rows)
    table.band(_heading(heading, finding.finding.severity, wording), follows=height if height < _KEPT_TOGETHER else 20)
    for row in rows:
        table.row(row)
    paper.set_y(paper.y + 2.5)


def _heading(heading: str, severity: Severity, wording: Wording) -> tuple[tuple[float, Cell, Align], ...]:
    lettering = STRONG.inked(ALARM) if severity is Severity.CRITICAL else STRONG
    return (
        (BODY_WIDTH - _SEVERITY_WIDTH, Cell(heading, STRONG, TINT, middle=True), "left"),
        (_SEVERITY_WIDTH, Cell(wording.name(f"severity.{severity}"), lettering, TINT, middle=True), "centre"),
    )


def _details(finding: ReportFinding, wording: Wording) -> list[tuple[str, str]]:
    item = finding.item
    rows = [
        ("finding_text", item.note),
        ("severity_reason", item.severity_reason),
        ("legal_basis", wording.provisions(provisions_of(item.basis))),
        ("deadline", _deadline(finding, wording)),
        ("finding_photos", wording.photos(item.photos) if item.photos else wording.say("none")),
    ]
    return [(label, text) for label, text in rows if text]


def _deadline(finding: ReportFinding, wording: Wording) -> str:
    if finding.finding.state is FindingState.FIXED_ON_SPOT:
        return wording.name("finding.fixed_on_spot")
    return wording.say("until", day=wording.day(finding.finding.due_on)) if finding.finding.due_on else wording.say("no_day")
