"""What a list is ordered by: one button, and below it a line for each order."""

from collections.abc import Callable
from typing import Any

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.console.screens.list_view import OrderView
from inspector_app.look.pieces import named
from inspector_app.look.theme import NOTE, RADIUS, TOUCH


class OrderMenu:
    """``on_choose`` gets the order's name. Without a choice there is no button."""

    def __init__(self, desk: Desk, on_choose: Callable[[str], Any]) -> None:
        self._desk = desk
        self._on_choose = on_choose
        self._icon = ft.Icon(ft.Icons.SORT, size=22)
        self._words = ft.Text(size=NOTE, no_wrap=True)
        self._button = ft.Container(ft.Row([self._icon, self._words], spacing=8, tight=True), height=TOUCH, border_radius=RADIUS)
        self._menu = ft.PopupMenuButton(content=self._button)
        self._offered: object = None
        self.root = named("order", self._menu)

    def paint(self, orders: tuple[OrderView, ...]) -> None:
        """In words where there is room, in colour where it is not the usual one. Other lines close an open menu: they are put in
        only when they are others."""
        desk = self._desk
        chosen = next((order.label for order in orders if order.selected), "")
        self.root.visible = len(orders) > 1
        self._menu.tooltip = desk.say("console.order", order=chosen)
        self._words.value, self._words.visible = chosen, not desk.phone
        self._icon.color = self._words.color = None if orders[0].selected else ft.Colors.PRIMARY
        self._button.padding = ft.Padding.symmetric(horizontal=13)
        if orders != self._offered:
            self._offered = orders
            self._menu.items = [self._line(order) for order in orders]

    def _line(self, order: OrderView) -> ft.PopupMenuItem:
        choose = self._desk.guard(lambda: self._on_choose(order.name))
        return ft.PopupMenuItem(order.label, checked=order.selected, on_click=choose, height=TOUCH)
