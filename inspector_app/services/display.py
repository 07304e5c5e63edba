"""How this tablet likes to show things."""

from inspector_app.services.records import Preferences
from sync.i18n import DEFAULT_LANGUAGE, LANGUAGES

MODES = ("system", "light", "dark")


class DisplayService:
    """Language and brightness of this tablet."""

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences

    @property
    def language(self) -> str:
        """``zh-CN`` unless switched."""
        stored = self._preferences.get("language")
        return stored if stored in LANGUAGES else DEFAULT_LANGUAGE

    def set_language(self, language: str) -> None:
        """Takes effect at once and after every restart."""
        self._preferences.put("language", language)

    @property
    def mode(self) -> str:
        """One of MODES."""
        stored = self._preferences.get("mode")
        return stored if stored in MODES else MODES[0]

    def set_mode(self, mode: str) -> None:
        """Takes effect at once and after every restart."""
        self._preferences.put("mode", mode)
