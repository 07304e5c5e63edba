"""The words of the documents in one language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sync.domain.checklists import Bilingual
from sync.domain.clock import in_china, local_day
from sync.domain.provisions import Provisions
from sync.domain.report import ReportItem, ReportPhoto, count_photos
from sync.errors import FieldValue
from sync.i18n import say


@dataclass(frozen=True, slots=True)
class Wording:
    """``language`` is ``zh-CN`` or ``en``. Times are told in Zhengzhou time."""

    language: str

    def say(self, key: str, **fields: FieldValue) -> str:
        """The sentence of the documents' catalogue under ``document.<key>``."""
        return say(self.language, f"document.{key}", **fields)

    def name(self, key: str) -> str:
        """A name of the domain, by its whole key."""
        return say(self.language, key)

    def of(self, text: Bilingual) -> str:
        """The text in this language."""
        return text.in_language(self.language)

    def day(self, day: date) -> str:
        return self.say("day", year=day.year, month=day.month, day=day.day)

    def day_of(self, moment: datetime) -> str:
        """The day of a moment."""
        return self.day(local_day(moment))

    def minute(self, moment: datetime) -> str:
        """The day and the time to the minute."""
        return f"{self.day_of(moment)} {in_china(moment):%H:%M}"

    def second(self, moment: datetime) -> str:
        """The day and the time to the second, short."""
        return f"{in_china(moment):%Y-%m-%d %H:%M:%S}"

    def listed(self, parts: Iterable[str]) -> str:
        return self.say("comma").join(parts)

    def matter(self, item: ReportItem) -> str:
        """An item by code and title."""
        return f"{item.code} {self.of(item.title)}"

    def photos(self, photos: Sequence[ReportPhoto]) -> str:
        """The numbers of some photos; annotated copies have those of the photos they were drawn on."""
        numbers = self.listed(dict.fromkeys(str(photo.number) for photo in photos))
        return self.say("photo_numbers", numbers=numbers, count=count_photos(photos))

    def provisions(self, basis: Iterable[Provisions]) -> str:
        """Laws with their articles, which are quoted in Chinese in any language."""
        return "；".join(f"《{one.law}》{'、'.join(one.articles)}" for one in basis)

    def section(self, number: int, title: str) -> str:
        """A numbered heading."""
        return self.say("section", numeral=self.say(f"numeral.{number}"), title=title)
