"""Words to be put on a picture: typed, or ready ones for hands in gloves."""

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from inspector_app.look.colours import CARD
from inspector_app.look.guard import Guard
from inspector_app.look.pieces import named
from inspector_app.look.theme import BODY, HEADING, RADIUS, TOUCH
from inspector_app.ui.components.buttons import primary, secondary
from inspector_app.ui.components.viewfinder import Say
from sync.domain.marks import LONGEST_MARK_TEXT

_WIDTH = 440


def words_dialog(
    say: Say, guard: Guard, ready: Sequence[str], on_words: Callable[[str], Any], on_cancel: Callable[[], Any]
) -> ft.AlertDialog:
    """``on_words`` hears what was typed or chosen; it may be empty."""
    field = ft.TextField(
        label=say("tablet.annotate.words"),
        max_length=LONGEST_MARK_TEXT,
        counter="",
        text_size=BODY,
        autofocus=True,
        border=ft.OutlineInputBorder(border_radius=RADIUS),
    )
    take = guard(lambda: on_words(field.value or ""))
    field.on_submit = take
    chips: list[ft.Control] = [
        secondary(f"ready-words-{place}", words, guard(_giver(on_words, words))) for place, words in enumerate(ready)
    ]
    lines: list[ft.Control] = [named("mark-words", field), ft.Row(chips, spacing=8, run_spacing=8, wrap=True)]
    cancel = ft.TextButton(say("tablet.annotate.cancel"), height=TOUCH, on_click=guard(on_cancel))
    return ft.AlertDialog(
        modal=True,
        title=ft.Text(say("tablet.annotate.words.title"), size=HEADING, weight=ft.FontWeight.W_600),
        content=ft.Container(
            ft.Column(lines, spacing=14, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH), width=_WIDTH
        ),
        scrollable=True,
        bgcolor=CARD,
        actions=[cancel, primary("words-take", say("tablet.annotate.words.take"), take, height=TOUCH)],
        inset_padding=ft.Padding.symmetric(horizontal=16, vertical=24),
        shape=ft.RoundedRectangleBorder(radius=20),
    )


def _giver(on_words: Callable[[str], Any], words: str) -> Callable[[], Any]:
    return lambda: on_words(words)
