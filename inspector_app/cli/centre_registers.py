"""``suicha centre import`` and ``suicha centre export``: registers as files."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inspector_app.cli.centre_options import centre_options, opened_centre, settings_for
from inspector_app.cli.language import LANGUAGE, text
from inspector_app.cli.places import write_whole
from inspector_app.cli.reporting import answer, complain, json_option
from sync.domain.registers.columns import Register
from sync.errors import RegisterRowsWrong, UsageInvalid

if TYPE_CHECKING:
    from sync.protocol.registers import RegisterChange, RegisterPreview, RegisterProblem

_SHOWN = 20
"""So many problems, and changes, are said; --json has up to 500."""
_REGISTER = click.Choice([register.value for register in Register])


@click.command("import", help=text("help.centre.import"))
@click.argument("register", type=_REGISTER)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@centre_options(required=True)
@click.option("--sheet", default="", metavar="NAME", help=text("help.option.sheet"))
@click.option("--preview", "only_look", is_flag=True, help=text("help.option.preview"))
@click.option("--good-rows", is_flag=True, help=text("help.option.good-rows"))
@json_option
def bring_in(
    register: str, file: Path, data: Path, database_url: str | None, sheet: str, only_look: bool, good_rows: bool
) -> None:
    chosen = Register(register)
    with opened_centre(settings_for(data, database_url)) as opened:
        from sync.server.services.file_imports import Upload
        from sync.spreadsheets.limits import MOST_BYTES

        with file.open("rb") as stream:
            upload = Upload(file.name[-200:], stream.read(MOST_BYTES + 1), sheet)
        preview = opened.register_files.preview(chosen, upload)
        if only_look:
            answer(_plain(chosen, preview), *_said(chosen, preview))
            click.get_current_context().exit(1 if preview.problem_count else 0)
        if preview.problem_count and not (good_rows and preview.good):
            refusal = RegisterRowsWrong(count=preview.problem_count)
            complain(refusal, _plain(chosen, preview), *_said(chosen, preview))
            click.get_current_context().exit(1)
        done = opened.register_files.bring_in(chosen, upload, good_rows=good_rows, seen=preview.seen)
    told = {"new": done.new, "changed": done.changed, "unchanged": done.unchanged}
    counts = text("register.imported", **told)
    problems = [_sentence(chosen, one) for one in preview.problems[:_SHOWN]]
    left_out = [text("register.left-out", count=done.left_out), *problems] if done.left_out else []
    answer({"imported": {**told, "left_out": done.left_out}, **_plain(chosen, preview)}, counts, *left_out)


@click.command("export", help=text("help.centre.export"))
@click.argument("register", type=_REGISTER)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@centre_options(required=True)
@json_option
def export(register: str, file: Path, data: Path, database_url: str | None) -> None:
    with opened_centre(settings_for(data, database_url)) as opened:
        from sync.protocol.registers import FileFormat

        if file.suffix.lower() not in (".csv", ".xlsx"):
            raise UsageInvalid(problem="usage.problem.register-file")
        content = opened.register_files.export(Register(register), FileFormat(file.suffix.lower()[1:]), LANGUAGE)
    write_whole(file, content)
    answer({"register": register, "file": str(file), "bytes": len(content)}, text("register.exported", file=str(file)))


def _plain(register: Register, preview: "RegisterPreview") -> dict[str, Any]:
    from sync.protocol.codec import in_full

    problems = [{**in_full(one), "message": _sentence(register, one)} for one in preview.problems]
    return {"preview": {**in_full(preview), "problems": problems}}


def _said(register: Register, preview: "RegisterPreview") -> list[str]:
    changes = [_change(register, one) for one in preview.changes[:_SHOWN]]
    more = preview.new + preview.changed - len(changes)
    unsaid = preview.problem_count - _SHOWN
    counts = {"rows": preview.rows, "new": preview.new, "changed": preview.changed, "unchanged": preview.unchanged}
    return [
        text("register.preview", wrong=preview.rows - preview.good, **counts),
        *(_sentence(register, one) for one in (*preview.problems[:_SHOWN], *preview.notices)),
        *([text("register.more-problems", count=unsaid)] if unsaid > 0 else []),
        *changes,
        *([text("register.more-changes", count=more)] if more > 0 else []),
        *(text("register.leaver", number=one.key, name=one.name, count=one.open_visits) for one in preview.leavers[:_SHOWN]),
    ]


def _change(register: Register, one: "RegisterChange") -> str:
    from sync.domain.registers.wording import title

    who = {"number": one.key, "name": one.after["name"]}
    if one.before is None:
        return text("register.change.new", **who)
    columns = [
        text("register.change.column", column=title(LANGUAGE, register, name), before=one.before[name], after=one.after[name])
        for name in one.columns
    ]
    return text("register.change", **who, columns=text("register.comma").join(columns))


def _sentence(register: Register, one: "RegisterProblem") -> str:
    from sync.domain.registers.problems import Problem
    from sync.domain.registers.wording import sentence

    return sentence(LANGUAGE, register, Problem(one.row, one.code, one.place, one.column, one.value, one.fields))
