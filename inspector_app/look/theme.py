"""The one theme: seed colour, text sizes, spaces, touch targets; light, dark or as the system says; the language of Material."""

import flet as ft

from inspector_app.look.colours import DARK, LIGHT, SEED
from sync.i18n import LANGUAGES

TITLE = 22
HEADING = 18
BODY = 16
NOTE = 14
SMALL = 13
"""Text sizes in logical pixels."""

TOUCH = 48
"""The least height and width of anything that is tapped, in logical pixels."""
_TOOLTIP = 440
"""How wide a line of a tooltip may be; otherwise a long one is a bar across the page."""
GAP = 8
RADIUS = 12
WIDE = 1000
"""From this page width on, screens stand side by side."""
PHONE = 600
"""Below this page width everything stands in one column."""

MODES = {"system": ft.ThemeMode.SYSTEM, "light": ft.ThemeMode.LIGHT, "dark": ft.ThemeMode.DARK}
LOCALES = {"zh-CN": ft.Locale("zh", "CN"), "en": ft.Locale("en", "US")}


def apply_theme(page: ft.Page, mode: str = "system") -> None:
    """Give the page both themes; ``mode`` is one of MODES. The caller updates the page."""
    page.theme = _theme(LIGHT)
    page.dark_theme = _theme(DARK)
    page.theme_mode = MODES[mode]


def apply_language(page: ft.Page, language: str) -> None:
    """Switch Material's own texts (date picker, tooltips). The caller relabels its screens and updates the page."""
    page.locale_configuration = ft.LocaleConfiguration(
        current_locale=LOCALES[language], supported_locales=[LOCALES[known] for known in LANGUAGES]
    )


def _theme(scheme: ft.ColorScheme) -> ft.Theme:
    button = _button_style()
    return ft.Theme(
        color_scheme_seed=SEED,
        color_scheme=scheme,
        visual_density=ft.VisualDensity.STANDARD,
        filled_button_theme=ft.FilledButtonTheme(style=button),
        outlined_button_theme=ft.OutlinedButtonTheme(style=button),
        text_button_theme=ft.TextButtonTheme(style=button),
        tooltip_theme=ft.TooltipTheme(size_constraints=ft.BoxConstraints(min_height=32, max_width=_TOOLTIP)),
        page_transitions=_still(),
    )


def _button_style() -> ft.ButtonStyle:
    return ft.ButtonStyle(
        padding=ft.Padding.symmetric(horizontal=20, vertical=12),
        text_style=ft.TextStyle(size=BODY, weight=ft.FontWeight.W_600),
        shape=ft.RoundedRectangleBorder(radius=RADIUS),
    )


def _still() -> ft.PageTransitionsTheme:
    none = ft.PageTransitionTheme.NONE
    return ft.PageTransitionsTheme(android=none, ios=none, linux=none, macos=none, windows=none)
