"""The on-site record (现场检查记录表) as PDF."""

from sync.documents.blocks import paragraph, section
from sync.documents.finding_table import draw_findings
from sync.documents.head import SHOWN_DIGITS, draw_head, record_code
from sync.documents.lettering import BODY
from sync.documents.paper import Imprint, Paper
from sync.documents.photo_pages import Pictures, draw_photos, first_row_height, photos_of
from sync.documents.result_table import draw_results, result_summary
from sync.documents.signature_table import SignatureTable
from sync.documents.tables import labelled
from sync.documents.wording import Wording
from sync.domain.people import Duty, TeamMember
from sync.domain.report import InspectionReport, count_photos

_MOST_TOGETHER = 220.0
"""Signatures that take more than so many millimetres go on over pages."""


def render_record(report: InspectionReport, pictures: Pictures, language: str) -> bytes:
    """A PDF of the record in ``zh-CN`` or ``en``, the same bytes for the same input.

    ``pictures`` are the photos' evidence copies as JPEG.
    """
    wording = Wording(language)
    paper = Paper(_imprint(report, wording), wording)
    number = wording.say("record_number", id=str(report.inspection_id))
    code = record_code(report.inspection_id, report.digest)
    draw_head(paper, wording.say("record"), number, code, wording.say("code_label"))
    section(paper, wording.section(1, wording.say("facts")))
    labelled(paper, _facts(report, wording))
    section(paper, wording.section(2, wording.say("results")), follows=40)
    paragraph(paper, result_summary(report, wording))
    draw_results(paper, report, wording)
    section(paper, wording.section(3, wording.say("findings")))
    draw_findings(paper, report.findings, wording)
    _draw_signing(paper, report, wording)
    if report.photos:
        section(paper, wording.section(5, wording.say("photos", count=count_photos(report.photos))), follows=first_row_height())
        of_the_visit = [(wording.say("whole_visit"), photo) for photo in report.visit_photos]
        draw_photos(paper, photos_of(report.items, wording) + of_the_visit, pictures, wording)
    return paper.bytes()


def _imprint(report: InspectionReport, wording: Wording) -> Imprint:
    title = wording.say("record")
    return Imprint(
        title=f"{title} {report.compound.name}",
        foot_left=f"{title} · {report.compound.name}",
        foot_right=wording.say("foot_digest", digest=report.digest[:SHOWN_DIGITS]),
        made_at=report.ended_at or report.started_at,
    )


def _facts(report: InspectionReport, wording: Wording) -> list[list[tuple[str, str]]]:
    compound = report.compound
    ended = wording.minute(report.ended_at) if report.ended_at else wording.say("blank")
    checklist = wording.say("checklist_version", title=wording.of(report.checklist_title), version=report.checklist_version)
    return [
        [(wording.say("enterprise"), compound.enterprise)],
        [(wording.say("credit_code"), compound.credit_code), (wording.say("district"), wording.of(compound.district_name))],
        [(wording.say("compound"), compound.name), (wording.say("address"), compound.address)],
        [(wording.say("campaign"), report.campaign)],
        [(wording.say("checklist"), checklist)],
        [(wording.say("started"), wording.minute(report.started_at)), (wording.say("ended"), ended)],
        [(wording.name(f"duty.{duty}"), _names(report.team, duty, wording)) for duty in Duty],
    ]


def _names(team: tuple[TeamMember, ...], duty: Duty, wording: Wording) -> str:
    return wording.listed(member.name for member in team if member.duty is duty) or wording.say("none")


def _draw_signing(paper: Paper, report: InspectionReport, wording: Wording) -> None:
    """On one page as far as it fits there."""
    signing = SignatureTable(paper, report, wording)
    together = 6 * BODY.leading + signing.height
    section(paper, wording.section(4, wording.say("signatures")), follows=min(together, _MOST_TOGETHER))
    paragraph(paper, wording.say("digest_meaning"))
    paragraph(paper, wording.say("digest", digest=report.digest), gap=2)
    signing.draw()
