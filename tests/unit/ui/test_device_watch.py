"""What the device says, and what the sync hears of it."""

import asyncio
from types import SimpleNamespace

import flet as ft
import pytest

from inspector_app.ui.device_watch import DeviceWatch, is_low

Kind, Turn, Power = ft.ConnectivityType, ft.AppLifecycleState, ft.BatteryState


class Heard:
    """Stands where the sync stands, and remembers."""

    def __init__(self) -> None:
        self.told: list[object] = []

    def set_link(self, unmetered: bool) -> None:
        self.told.append(unmetered)

    def hasten(self) -> None:
        self.told.append("hasten")


@pytest.fixture
def sync() -> Heard:
    return Heard()


@pytest.fixture
def watch(sync: Heard) -> DeviceWatch:
    return DeviceWatch(SimpleNamespace(tablet=SimpleNamespace(sync=sync)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kinds", "heard"),
    [
        ([Kind.WIFI], [True]),
        ([Kind.ETHERNET, Kind.VPN], [True]),
        ([Kind.MOBILE], [False]),
        ([Kind.VPN], [False]),
        ([Kind.NONE], []),
        ([Kind.BLUETOOTH], []),
    ],
)
def test_a_link_is_told_with_whether_it_costs_and_none_is_nothing_to_try(watch, sync, kinds, heard):
    watch.link_changed(kinds)
    assert sync.told == heard


def test_taken_to_hand_again_it_syncs_once_and_a_mere_change_of_focus_is_nothing(watch, sync):
    for turn in (Turn.INACTIVE, Turn.RESUME, Turn.HIDE, Turn.PAUSE, Turn.SHOW, Turn.RESUME):
        asyncio.run(watch._turned(SimpleNamespace(state=turn)))
    assert sync.told == ["hasten"]


@pytest.mark.parametrize(
    ("state", "percent", "low"),
    [
        (Power.DISCHARGING, 20, True),
        (Power.DISCHARGING, 21, False),
        (Power.CHARGING, 5, False),
        (Power.DISCHARGING, None, False),
        (Power.UNKNOWN, 3, False),
    ],
)
def test_a_battery_is_low_only_while_nothing_charges_it(state, percent, low):
    assert is_low(state, percent) is low
