"""A peer: a Flet page with one button that shows whether it is chosen. ``python -m tests.benchmarks.bare_page ASSETS PORT``."""

import sys

import flet as ft
import flet_web.fastapi as flet_fastapi
import uvicorn


def main(page: ft.Page) -> None:
    shown = ft.Semantics(content=ft.Button("one", on_click=lambda _: choose()), identifier="one", container=True, selected=False)

    def choose() -> None:
        shown.selected = not shown.selected
        shown.update()

    page.add(shown)


if __name__ == "__main__":
    app = flet_fastapi.app(main, assets_dir=sys.argv[1], no_cdn=True)
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[2]), log_level="warning", access_log=False)
