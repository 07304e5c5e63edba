"""What the device says of its link, its battery, and whether anybody looks at it, told to the sync."""

import logging
from collections.abc import Iterable
from typing import Any

import flet as ft

from inspector_app.services.sync import SyncService
from inspector_app.ui.hand import Hand

log = logging.getLogger(__name__)
LOW_PERCENT = 20
_UNMETERED = {ft.ConnectivityType.WIFI, ft.ConnectivityType.ETHERNET}
_LINKS = _UNMETERED | {ft.ConnectivityType.MOBILE, ft.ConnectivityType.VPN, ft.ConnectivityType.OTHER}
_AWAY = {ft.AppLifecycleState.HIDE, ft.AppLifecycleState.PAUSE}
_BACK = {ft.AppLifecycleState.SHOW, ft.AppLifecycleState.RESUME, ft.AppLifecycleState.RESTART}


class DeviceWatch:
    """Where the app is served to a browser, link and battery would be those of another machine: only coming back counts there.
    A platform that cannot tell says so once in the log, and nothing stands in the way."""

    def __init__(self, hand: Hand) -> None:
        self._hand = hand
        self._away = False
        self._battery: ft.Battery | None = None

    async def begin(self) -> None:
        """From now on."""
        page, guard = self._hand.page, self._hand.guard
        page.on_app_lifecycle_state_change = guard(self._turned)
        if page.web:
            return
        connectivity = ft.Connectivity(on_change=guard(lambda event: self.link_changed(event.connectivity)))
        self._battery = ft.Battery(on_state_change=guard(self._power_changed))
        page.services.extend([connectivity, self._battery])
        page.update()
        try:
            self.link_changed(await connectivity.get_connectivity())
        except (RuntimeError, TimeoutError) as error:
            log.info("this platform does not tell its link: %s", error)
        await self._power_changed()

    def link_changed(self, kinds: Iterable[ft.ConnectivityType]) -> None:
        """A link of these kinds; without any there is nothing to try."""
        found = set(kinds) & _LINKS
        if found:
            self._sync.set_link(unmetered=bool(found & _UNMETERED))

    async def _power_changed(self) -> None:
        if self._battery is None:
            return
        try:
            state, level = await self._battery.get_battery_state(), await self._battery.get_battery_level()
        except (RuntimeError, TimeoutError, ValueError) as error:
            log.info("this platform does not tell its battery: %s", error)
            return
        self._sync.set_power(is_low(state, level))

    async def _turned(self, event: Any) -> None:
        """Taken to hand again after it was away: what came in the meantime is asked for, and the battery looked at."""
        if event.state in _AWAY:
            self._away = True
        elif self._away and event.state in _BACK:
            self._away = False
            self._sync.hasten()
            await self._power_changed()

    @property
    def _sync(self) -> SyncService:
        return self._hand.tablet.sync


def is_low(state: ft.BatteryState, percent: int | None) -> bool:
    """Whether sending photos would cost what the day still needs."""
    return state is ft.BatteryState.DISCHARGING and percent is not None and percent <= LOW_PERCENT
