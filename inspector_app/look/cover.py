"""A page over which something else may lie."""

import flet as ft


class Cover:
    """``lay`` puts a control over everything: what is under it is then out of reach of fingers and of screen readers."""

    def __init__(self, under: ft.Control) -> None:
        self._under = ft.Semantics(content=under, expand=True)
        self._over = ft.Container(visible=False, expand=True)
        self.root = ft.Stack([self._under, self._over], expand=True)

    def lay(self, control: ft.Control | None) -> None:
        """Over everything, or taken away with None. Updates what it touches."""
        self._over.content = control
        self._over.visible = self._under.exclude_semantics = control is not None
        self.root.update()
