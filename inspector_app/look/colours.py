"""Status colours as roles of the theme, so that the client itself repaints them when light turns dark.

Material's own widgets leave the tertiary and "fixed" roles alone; here they carry meaning: good, disputed, warning.
"""

from dataclasses import dataclass

import flet as ft

from sync.domain.checklists import Severity
from sync.domain.findings import FindingState
from sync.domain.inspections import Outcome, State

SEED = "#0B6E6E"


@dataclass(frozen=True, slots=True)
class Tone:
    """One meaning in colour: ``solid`` with ``on_solid`` on top for strong marks, ``fill`` with ``ink`` on top for quiet ones."""

    solid: str
    on_solid: str
    fill: str
    ink: str


ACTIVE = Tone(ft.Colors.PRIMARY, ft.Colors.ON_PRIMARY, ft.Colors.PRIMARY_CONTAINER, ft.Colors.ON_PRIMARY_CONTAINER)
GOOD = Tone(ft.Colors.TERTIARY, ft.Colors.ON_TERTIARY, ft.Colors.TERTIARY_CONTAINER, ft.Colors.ON_TERTIARY_CONTAINER)
BAD = Tone(ft.Colors.ERROR, ft.Colors.ON_ERROR, ft.Colors.ERROR_CONTAINER, ft.Colors.ON_ERROR_CONTAINER)
WARNING = Tone(
    ft.Colors.SECONDARY_FIXED_DIM,
    ft.Colors.ON_SECONDARY_FIXED_VARIANT,
    ft.Colors.SECONDARY_FIXED,
    ft.Colors.ON_SECONDARY_FIXED,
)
DISPUTED = Tone(
    ft.Colors.PRIMARY_FIXED_DIM,
    ft.Colors.ON_PRIMARY_FIXED_VARIANT,
    ft.Colors.PRIMARY_FIXED,
    ft.Colors.ON_PRIMARY_FIXED,
)
CALM = Tone(
    ft.Colors.OUTLINE,
    ft.Colors.SURFACE,
    ft.Colors.SURFACE_CONTAINER_HIGHEST,
    ft.Colors.ON_SURFACE_VARIANT,
)

CARD = ft.Colors.SURFACE_CONTAINER_LOW
"""What lies on the page's ground, a little lighter than it in both modes."""

LIGHT = ft.ColorScheme(
    surface_container_low="#FFFFFF",
    primary_container="#CBEBE9",
    on_primary_container="#004F4F",
    tertiary="#1B7F4B",
    on_tertiary="#FFFFFF",
    tertiary_container="#D3F1DD",
    on_tertiary_container="#0B4A2A",
    error="#BA1A1A",
    on_error="#FFFFFF",
    error_container="#FFDAD6",
    on_error_container="#7A0A0D",
    secondary_fixed_dim="#9A6700",
    on_secondary_fixed_variant="#FFFFFF",
    secondary_fixed="#FFE7B8",
    on_secondary_fixed="#5C3D00",
    primary_fixed_dim="#6B4FA8",
    on_primary_fixed_variant="#FFFFFF",
    primary_fixed="#E9DFFF",
    on_primary_fixed="#41267A",
)
DARK = ft.ColorScheme(
    tertiary="#74D79B",
    on_tertiary="#00391D",
    tertiary_container="#14492D",
    on_tertiary_container="#B4F2C9",
    error="#FFB4AB",
    on_error="#690005",
    error_container="#6B1416",
    on_error_container="#FFDAD6",
    secondary_fixed_dim="#F2BE48",
    on_secondary_fixed_variant="#3F2A00",
    secondary_fixed="#52390A",
    on_secondary_fixed="#FFDF9E",
    primary_fixed_dim="#CDB9FF",
    on_primary_fixed_variant="#371A70",
    primary_fixed="#493374",
    on_primary_fixed="#E9DFFF",
)


def outcome_tone(outcome: Outcome | None) -> Tone:
    """Green for pass, red for fail, quiet for not applicable and for no answer."""
    return {Outcome.PASS: GOOD, Outcome.FAIL: BAD}.get(outcome, CALM) if outcome else CALM


def state_tone(state: State) -> Tone:
    """The colour of where an inspection stands; what waits for somebody stands out."""
    return {State.SUBMITTED: ACTIVE, State.RETURNED: WARNING, State.ACCEPTED: GOOD}.get(state, CALM)


def severity_tone(severity: Severity) -> Tone:
    """Quiet, amber, red."""
    return {Severity.MAJOR: WARNING, Severity.CRITICAL: BAD}.get(severity, CALM)


def finding_tone(state: FindingState) -> Tone:
    """Red while open, green once put right."""
    return BAD if state is FindingState.OPEN else GOOD
