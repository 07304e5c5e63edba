"""What stands beside the items: score, findings, facts, and the review so far. Widgets without any knowledge."""

from collections.abc import Callable, Mapping
from uuid import UUID

import flet as ft

from inspector_app.console.screens.card import card, heading
from inspector_app.console.screens.detail_view import EntryView, HeadView
from inspector_app.console.screens.signature_card import signature_row
from inspector_app.console.screens.signature_view import SignatureView
from inspector_app.look.colours import ACTIVE, CALM, DISPUTED, GOOD, WARNING, Tone, severity_tone
from inspector_app.look.pieces import chip, named, quiet
from inspector_app.look.theme import BODY, NOTE, SMALL
from sync.protocol.console import ReviewAct

Label = Callable[[str], str]
_ACT_TONE: dict[ReviewAct, Tone] = {ReviewAct.SUBMITTED: ACTIVE, ReviewAct.RETURNED: WARNING, ReviewAct.ACCEPTED: GOOD}


def score_card(head: HeadView, label: Label) -> ft.Control:
    """The score, large; findings by severity; evidence."""
    number = ft.Text(head.score, size=44, weight=ft.FontWeight.W_600, color=ft.Colors.PRIMARY)
    left = ft.Column([quiet(label("console.column.score"), SMALL), named("score", number)], spacing=0, tight=True)
    chips: list[ft.Control] = [chip(text, severity_tone(severity)) for severity, text in head.severities]
    if head.fixed:
        chips.append(chip(head.fixed, GOOD))
    if head.conflicts:
        chips.append(chip(head.conflicts, DISPUTED, ft.Icons.CALL_SPLIT))
    findings = ft.Text(head.findings, size=BODY, weight=ft.FontWeight.W_600)
    right = ft.Column([named("findings", findings), _evidence(head, label)], spacing=6, tight=True)
    top = ft.Row([left, right], spacing=24, vertical_alignment=ft.CrossAxisAlignment.CENTER)
    return card(ft.Column([top, ft.Row(chips, spacing=8, run_spacing=6, wrap=True)] if chips else [top], spacing=12))


def signatures_card(views: tuple[SignatureView, ...], photos: Mapping[UUID, ft.Control], label: Label) -> ft.Control:
    """Who signed the record as it stands. ``photos`` are the small pictures of refusals by photo."""
    lines = [heading(label("console.signatures.title")), *(_signature(view, photos) for view in views)]
    return named("signatures", card(ft.Column(lines, spacing=14)), visible=bool(views))


def _signature(view: SignatureView, photos: Mapping[UUID, ft.Control]) -> ft.Control:
    return signature_row(view, photos.get(view.photo.photo_id) if view.photo else None)


def review_card(entries: tuple[EntryView, ...], label: Label) -> ft.Control:
    """The review so far, latest first."""
    lines: list[ft.Control] = [heading(label("console.review.title")), *(_entry(entry) for entry in entries)]
    if not entries:
        lines.append(quiet(label("console.review.none"), NOTE))
    return named("review", card(ft.Column(lines, spacing=14)))


def _entry(entry: EntryView) -> ft.Control:
    lines: list[ft.Control] = [
        ft.Row([chip(entry.act_text, _ACT_TONE.get(entry.act, CALM), size=SMALL), quiet(entry.at)], spacing=8),
        quiet(entry.by),
    ]
    if entry.comment:
        lines.append(ft.Text(entry.comment, size=NOTE))
    for item, comment in entry.items:
        lines.append(_item_comment(item, comment))
    return ft.Column(lines, spacing=4)


def _item_comment(item: str, comment: str) -> ft.Control:
    words: list[ft.Control] = [quiet(item)]
    if comment:
        words.append(ft.Text(comment, size=NOTE))
    side = ft.Border.only(left=ft.BorderSide(3, WARNING.solid))
    return ft.Container(ft.Column(words, spacing=0), border=side, padding=ft.Padding.only(left=10))


def _evidence(head: HeadView, label: Label) -> ft.Control:
    icon = ft.Icons.CLOUD_DONE_OUTLINED if head.evidence_complete else ft.Icons.CLOUD_UPLOAD_OUTLINED
    colour = ft.Colors.ON_SURFACE_VARIANT if head.evidence_complete else WARNING.solid
    text = ft.Text(f"{label('console.column.evidence')} {head.evidence}", size=NOTE, color=colour)
    return named("evidence", ft.Row([ft.Icon(icon, size=18, color=colour), text], spacing=6, tight=True))
