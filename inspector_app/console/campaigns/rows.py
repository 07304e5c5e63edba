"""Rows and cards of campaigns, visits and recusals: widgets without any knowledge."""

from typing import Any

import flet as ft

from inspector_app.console.campaigns.list_view import CampaignRow
from inspector_app.console.campaigns.recusals_view import RecusalRow
from inspector_app.console.campaigns.visits_view import VisitRow
from inspector_app.console.screens.list_lines import Label, captioned, heading_line, headline, table_line, tappable_card
from inspector_app.look.colours import ACTIVE, CALM, DISPUTED, GOOD, WARNING, Tone
from inspector_app.look.pieces import chip, quiet
from inspector_app.look.theme import NOTE, SMALL
from sync.domain.campaigns.states import CampaignState

STATE_TONES: dict[CampaignState, Tone] = {
    CampaignState.PLANNED: CALM,
    CampaignState.FROZEN: WARNING,
    CampaignState.DRAWN: DISPUTED,
    CampaignState.RELEASED: GOOD,
}
_CAMPAIGNS = {"draws": 64, "visits_done": 148, "campaign_state": 220}
_VISITS = {"district": 124, "grade": 56, "team": 232, "due": 100, "standing": 116}
_RECUSALS = {"recused_from": 264, "ground": 176, "asked": 200, "standing": 132}


def campaign_heading(label: Label) -> ft.Control:
    """The names of the columns, for wide pages."""
    return heading_line(label, "campaign", _CAMPAIGNS)


def campaign_line(view: CampaignRow, on_open: Any) -> ft.Control:
    """One campaign on one line."""
    cells = {"draws": _text(view.draws), "visits_done": _visits(view), "campaign_state": _state(view)}
    return table_line(f"campaign-{view.id}", headline(view.name, view.period), cells, _CAMPAIGNS, on_open)


def campaign_card(view: CampaignRow, label: Label, on_open: Any) -> ft.Control:
    """One campaign as a card, for narrow pages."""
    figures = ft.Row([captioned(label("draws"), _text(view.draws)), captioned(label("visits_done"), _visits(view))], spacing=24)
    figures.vertical_alignment = ft.CrossAxisAlignment.START
    return tappable_card(f"campaign-{view.id}", [ft.Row([headline(view.name, view.period)]), _state(view), figures], on_open)


def visit_heading(label: Label) -> ft.Control:
    """The names of the columns, for wide pages."""
    return heading_line(label, "visit", _VISITS)


def visit_line(view: VisitRow, on_open: Any) -> ft.Control:
    """One visit on one line."""
    cells = {
        "district": _text(view.district),
        "grade": _text(view.grade),
        "team": _text(view.team),
        "due": _text(view.due),
        "standing": chip(view.standing, _tone(view), size=SMALL),
    }
    return table_line(f"visit-{view.number}", headline(f"{view.number}. {view.name}", view.about), cells, _VISITS, on_open)


def visit_card(view: VisitRow, label: Label, on_open: Any) -> ft.Control:
    """One visit as a card, for narrow pages."""
    top = ft.Row([headline(f"{view.number}. {view.name}", view.about), chip(view.standing, _tone(view), size=SMALL)], spacing=12)
    facts = quiet(" · ".join((view.district, view.grade, view.due)))
    return tappable_card(f"visit-{view.number}", [top, _text(view.team), facts], on_open, spacing=8)


def recusal_heading(label: Label) -> ft.Control:
    """The names of the columns, for wide pages."""
    return heading_line(label, "recused", _RECUSALS)


def recusal_line(view: RecusalRow, on_open: Any) -> ft.Control:
    """One recusal on one line."""
    cells = {
        "recused_from": _pair(view.target, view.scope),
        "ground": _pair(view.ground, view.origin),
        "asked": _pair(view.asked, view.recorded),
        "standing": chip(view.standing, WARNING if view.open else CALM, size=SMALL),
    }
    return table_line(f"recusal-{view.id}", headline(view.name, view.duty), cells, _RECUSALS, on_open)


def recusal_card(view: RecusalRow, on_open: Any) -> ft.Control:
    """One recusal as a card, for narrow pages."""
    mark = chip(view.standing, WARNING if view.open else CALM, size=SMALL)
    top = ft.Row([headline(view.name, view.duty), mark], spacing=12)
    middle = _pair(view.target, " · ".join((view.scope, view.ground, view.origin)))
    return tappable_card(f"recusal-{view.id}", [top, middle, quiet(view.asked)], on_open, spacing=8)


def _tone(view: VisitRow) -> Tone:
    return WARNING if view.overdue else ACTIVE if view.open else CALM


def _visits(view: CampaignRow) -> ft.Control:
    lines: list[ft.Control] = [_text(view.visits)]
    if view.overdue:
        lines.append(ft.Text(view.overdue, size=SMALL, color=WARNING.solid, weight=ft.FontWeight.W_600))
    if view.scope:
        lines.append(quiet(view.scope, SMALL))
    return ft.Column(lines, spacing=2, tight=True)


def _state(view: CampaignRow) -> ft.Control:
    lines: list[ft.Control] = [chip(view.state_text, STATE_TONES[view.state], size=SMALL)]
    if view.release:
        lines.append(quiet(view.release))
    return ft.Column(lines, spacing=4, tight=True)


def _text(words: str) -> ft.Control:
    return ft.Text(words, size=NOTE, max_lines=2, overflow=ft.TextOverflow.ELLIPSIS)


def _pair(first: str, second: str) -> ft.Control:
    above = ft.Text(first, size=NOTE, max_lines=2, overflow=ft.TextOverflow.ELLIPSIS)
    return ft.Column([above, quiet(second, max_lines=1, overflow=ft.TextOverflow.ELLIPSIS)], spacing=2, tight=True)
