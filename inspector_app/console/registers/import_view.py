"""What an import shows before anything is written, and after. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from inspector_app.console.registers.facts import NAMES, ChangeLine, Districts, changes_of
from inspector_app.console.registers.list_view import key_and_name
from inspector_app.console.screens.paging_view import PagingView, paging_view
from inspector_app.console.screens.pill_view import PillView
from sync.domain.registers import wording
from sync.domain.registers.columns import COLUMNS, Listed, Register
from sync.domain.registers.problems import Problem
from sync.i18n import say
from sync.protocol.registers import RegisterChange, RegisterImported, RegisterPreview, RegisterProblem

PER_PAGE = 25


class Group(StrEnum):
    """What a file would do, by kinds."""

    WRONG = "wrong"
    LEAVING = "leaving"
    CHANGED = "changed"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One line: where in the file, about what, and what of it; ``lines`` for what is new or changed."""

    group: Group
    number: int
    where: str
    title: str
    note: str
    lines: tuple[ChangeLine, ...] = ()


@dataclass(frozen=True, slots=True)
class PreviewView:
    """One page of one group. ``good`` and ``all`` are the words of the buttons, empty where there is no such way on; ``stuck``
    says why there is none. ``unlisted``: that a list does not hold everything."""

    headline: str
    notices: tuple[str, ...]
    tabs: tuple[PillView, ...]
    rows: tuple[PreviewRow, ...]
    paging: PagingView
    unlisted: str
    all: str
    good: str
    stuck: str


@dataclass(frozen=True, slots=True)
class DoneView:
    """What an import did. ``left_out`` is empty where nothing was."""

    done: str
    left_out: str
    rows: tuple[PreviewRow, ...]


def family(listed: Listed) -> str:
    """By which its words are told from those of other files."""
    return "register" if isinstance(listed, Register) else listed.value


def first_group(preview: RegisterPreview) -> Group:
    """What has to be seen first."""
    return next((group for group in Group if _count(preview, group)), Group.CHANGED)


def preview_view(
    language: str, listed: Listed, preview: RegisterPreview, group: Group, page: int, names: Districts
) -> PreviewView:
    """One page of one group of a preview."""
    rows = _listed(language, listed, preview, group, names)
    shown, total = rows[(page - 1) * PER_PAGE : page * PER_PAGE], _count(preview, group)
    effect = preview.new + preview.changed
    wrong = preview.problem_count
    return PreviewView(
        headline=say(
            language,
            "register.preview",
            rows=preview.rows,
            new=preview.new,
            changed=preview.changed,
            unchanged=preview.unchanged,
            wrong=preview.rows - preview.good,
        ),
        notices=tuple(wording.sentence(language, listed, _problem(one)) for one in preview.notices),
        tabs=tuple(
            PillView(one.value, say(language, f"console.import.group.{one.value}"), _count(preview, one), one is group)
            for one in Group
            if _count(preview, one) or one in (Group.CHANGED, Group.NEW)
        ),
        rows=tuple(shown),
        paging=paging_view(language, page, PER_PAGE, len(shown), len(rows)),
        unlisted=say(language, "console.import.unlisted", shown=len(rows), total=total) if len(rows) < total else "",
        all=say(language, "console.import.all") if effect and not wrong else "",
        good=say(language, "console.import.good", count=preview.good) if effect and wrong else "",
        stuck=_stuck(language, listed, preview) if not effect else "",
    )


def done_view(language: str, listed: Listed, preview: RegisterPreview, done: RegisterImported, names: Districts) -> DoneView:
    """After the import of what a preview showed."""
    counts = {"new": done.new, "changed": done.changed, "unchanged": done.unchanged}
    left_out = say(language, "register.left-out", count=done.left_out) if done.left_out else ""
    wrong = _listed(language, listed, preview, Group.WRONG, names) if done.left_out else []
    return DoneView(say(language, "register.imported", **counts), left_out, tuple(wrong[:PER_PAGE]))


def columns_view(language: str, listed: Listed) -> tuple[tuple[str, bool], ...]:
    """What a file may have, and whether it must."""
    return tuple((wording.title(language, listed, column.name), column.required) for column in COLUMNS[listed])


def _count(preview: RegisterPreview, group: Group) -> int:
    counts = {
        Group.WRONG: preview.problem_count,
        Group.LEAVING: len(preview.leavers),
        Group.CHANGED: preview.changed,
        Group.NEW: preview.new,
    }
    return counts[group]


def _listed(language: str, listed: Listed, preview: RegisterPreview, group: Group, names: Districts) -> Sequence[PreviewRow]:
    if group is Group.WRONG:
        return [_wrong(language, listed, number, one) for number, one in enumerate(preview.problems)]
    if group is Group.LEAVING:
        told = [
            (one, say(language, "register.leaver", number=one.key, name=one.name, count=one.open_visits))
            for one in preview.leavers
        ]
        return [PreviewRow(group, number, _row(language, one.row), one.name, words) for number, (one, words) in enumerate(told)]
    changes = [one for one in preview.changes if (one.before is None) is (group is Group.NEW)]
    return [_change(language, listed, group, number, one, names) for number, one in enumerate(changes)]


def _wrong(language: str, listed: Listed, number: int, one: RegisterProblem) -> PreviewRow:
    problem = _problem(one)
    where = wording.where(language, listed, problem)
    return PreviewRow(Group.WRONG, number, where, one.value, wording.what(language, problem))


def _change(language: str, listed: Listed, group: Group, number: int, one: RegisterChange, names: Districts) -> PreviewRow:
    where = _row(language, one.row) if one.row else say(language, "console.import.follows")
    lines = changes_of(language, listed, one.before, one.after, names)
    if group is Group.NEW:
        said = " · ".join(f"{line.title} {line.after}" for line in lines[NAMES:])
        return PreviewRow(group, number, where, key_and_name(listed, one.after), said)
    return PreviewRow(group, number, where, key_and_name(listed, one.after), "", lines)


def _row(language: str, row: int) -> str:
    return say(language, "register.where.row", row=row)


def _stuck(language: str, listed: Listed, preview: RegisterPreview) -> str:
    return say(language, "console.import.stuck" if preview.problem_count else f"console.import.nothing.{family(listed)}")


def _problem(one: RegisterProblem) -> Problem:
    return Problem(one.row, one.code, one.place, one.column, one.value, one.fields)
