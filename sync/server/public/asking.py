"""What a reader asked for in a page's address, and addresses that keep it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode
from uuid import UUID

from fastapi import Request

from sync.i18n import LANGUAGES, best_language
from sync.server.public.disclosures import DisclosureFilter

HOME = "/"
LIST = "/public"
DRAWS = f"{LIST}/draws"
_LONGEST_SEARCH = 60
_LONGEST_CODE = 40
_LONGEST_NUMBER = 9


@dataclass(frozen=True, slots=True)
class Asked:
    """``language`` is the one to answer in; ``chosen`` whether the address names it, so that links name it too."""

    language: str
    chosen: bool
    wanted: DisclosureFilter

    def in_other_language(self) -> "Asked":
        """The same in the other language, which links then name."""
        return replace(self, language=next(one for one in LANGUAGES if one != self.language), chosen=True)

    def on_page(self, number: int) -> "Asked":
        """The same filter, another page of the list."""
        return replace(self, wanted=replace(self.wanted, page=number))

    def without_filter(self) -> "Asked":
        """The whole list."""
        return replace(self, wanted=DisclosureFilter())

    def home(self) -> str:
        """The address of the front page."""
        return self.without_filter().at(HOME)

    def list(self) -> str:
        """The address of the list with this filter."""
        return self.at(LIST)

    def draws(self) -> str:
        """The address of the list of draws."""
        return self.without_filter().at(DRAWS)

    def inspection(self, inspection_id: UUID) -> str:
        """The address of one inspection, which remembers the way back."""
        return self.at(f"{LIST}/inspections/{inspection_id}")

    def at(self, path: str) -> str:
        """The address of a path, with everything that was asked for."""
        wanted = self.wanted
        page = str(wanted.page) if wanted.page > 1 else ""
        named = {"q": wanted.search, "district": wanted.district, "page": page, "lang": self.language if self.chosen else ""}
        given = {name: value for name, value in named.items() if value}
        return quote(path) + (f"?{urlencode(given)}" if given else "")


def asked_of(request: Request) -> Asked:
    """What a request for a page asks for."""
    return read_asked(request.query_params, request.headers.get("Accept-Language"))


def read_asked(parameters: Mapping[str, str], accept_language: str | None) -> Asked:
    """What the parameters of an address ask for. What makes no sense is read as not given: a page is always shown."""
    named = parameters.get("lang", "")
    return Asked(
        language=named if named in LANGUAGES else best_language(accept_language),
        chosen=named in LANGUAGES,
        wanted=DisclosureFilter(
            search=_line(parameters.get("q", ""), _LONGEST_SEARCH),
            district=_line(parameters.get("district", ""), _LONGEST_CODE),
            page=_page(parameters.get("page", "")),
        ),
    )


def _line(text: str, longest: int) -> str:
    return "".join(character if character.isprintable() else " " for character in text).strip()[:longest]


def _page(text: str) -> int:
    return max(1, int(text)) if text.isdecimal() and len(text) <= _LONGEST_NUMBER else 1
