"""Starts the tablet app on a device. (On a computer: ``suicha tablet``.)"""

import os
from pathlib import Path

import flet as ft

from inspector_app.bootstrap import open_tablet
from inspector_app.ui.mount import page_main


def main() -> None:
    """The data folder is the platform's own for this app."""
    data = Path(os.environ.get("FLET_APP_STORAGE_DATA") or Path.home() / ".suicha" / "tablet")
    tablet = open_tablet(data)
    tablet.sync.start()
    ft.run(page_main(tablet), assets_dir="assets")


if __name__ == "__main__":
    main()
