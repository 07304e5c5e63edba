"""The language of the command line: that of the terminal, or SUICHA_LANG."""

import os
from collections.abc import Mapping

from sync.errors import FieldValue
from sync.i18n import say

_VARIABLES = ("SUICHA_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


def language_of(environment: Mapping[str, str]) -> str:
    """Chinese where the first variable that is set begins with ``zh``, otherwise English."""
    named = next((value for name in _VARIABLES if (value := environment.get(name))), "")
    return "zh-CN" if named.lower().startswith("zh") else "en"


LANGUAGE = language_of(os.environ)
"""Fixed for the life of the process: help texts are written when the commands are made."""


def text(key: str, **fields: FieldValue) -> str:
    """A sentence in the terminal's language."""
    return say(LANGUAGE, key, **fields)
