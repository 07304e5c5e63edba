"""Opening a page for the person at the screen."""

import os
import sys
import webbrowser


def open_in_browser(url: str) -> None:
    """Where there is a screen: without one, some systems would open a browser made of letters in this very terminal."""
    if sys.platform in ("darwin", "win32") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        webbrowser.open(url)
