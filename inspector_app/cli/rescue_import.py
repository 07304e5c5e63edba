"""``suicha rescue import``: through the API of a centre, or on its own machine."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspector_app.cli.centre_options import centre_options, opened_centre, settings_for
from inspector_app.cli.language import text
from inspector_app.cli.progress import SetProgress, progress_bar
from inspector_app.cli.reporting import answer, json_option
from sync.domain.people import Role
from sync.errors import CentreFailed, CentreOutOfReach, CentreUnreachable, UsageInvalid
from sync.protocol.codec import in_full
from sync.protocol.rescue import Lost, RescueOutcome, RescueTold

if TYPE_CHECKING:
    from sync.client.http_centre import HttpCentre

_BY = "suicha"
"""Who imports on the centre's own machine: whoever may use its folder."""


@click.command("import", help=text("help.rescue.import"))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--centre", "url", metavar="URL", help=text("help.option.rescue-centre"))
@click.option("--user", help=text("help.option.rescue-user"))
@click.option("--password", envvar="SUICHA_PASSWORD", help=text("help.option.rescue-password"))
@centre_options(required=False)
@click.option("--unproven", is_flag=True, help=text("help.option.unproven"))
@json_option
def bring_in(
    file: Path,
    url: str | None,
    user: str | None,
    password: str | None,
    data: Path | None,
    database_url: str | None,
    unproven: bool,
) -> None:
    if (url is None) == (data is None) or (url is not None and user is None):
        raise UsageInvalid(problem="usage.problem.rescue-where")
    with progress_bar(text("rescue.importing")) as show:
        if data is not None:
            outcome = _on_this_machine(file, data, database_url, unproven, show)
        else:
            outcome = _over_http(file, str(url), str(user), password, unproven, show)
    answer({"outcome": in_full(outcome)}, *_sentences(outcome))


def _on_this_machine(file: Path, data: Path, database_url: str | None, unproven: bool, show: SetProgress) -> RescueOutcome:
    with opened_centre(settings_for(data, database_url)) as opened:
        sha256 = opened.rescuing.files.keep(file)
        return _last(opened.rescuing.bring_in(sha256, _BY, Role.ADMINISTRATOR, unproven), show)


def _over_http(file: Path, url: str, user: str, password: str | None, unproven: bool, show: SetProgress) -> RescueOutcome:
    from sync.client.rescue_upload import send_rescue_file

    with _signed_in(url, user, password) as centre:
        sha256 = send_rescue_file(centre, file, show)
        return _last(centre.import_rescue(sha256, unproven), show)


@contextmanager
def _signed_in(url: str, user: str, password: str | None) -> "Iterator[HttpCentre]":
    from sync.client.http_centre import HttpCentre

    secret = password if password is not None else click.prompt(text("rescue.password"), hide_input=True, err=True)
    with _out_of_reach_is_said(url), closing(HttpCentre(url)) as centre:
        centre.sign_in(user, secret)
        try:
            yield centre
        finally:
            centre.sign_out()


@contextmanager
def _out_of_reach_is_said(url: str) -> Iterator[None]:
    """Raises CentreOutOfReach where a tablet would go on by itself later."""
    try:
        yield
    except CentreUnreachable as error:
        raise CentreOutOfReach(centre=url) from error


def _last(told: Iterator[RescueTold], show: SetProgress) -> RescueOutcome:
    """Follow an import to its end. Raises what ended it early."""
    from sync.client.rescue_upload import outcome_of

    for one in told:
        if (outcome := outcome_of(one, show)) is not None:
            return outcome
    raise CentreFailed(status=200)


def lost_sentences(lost: tuple[Lost, ...]) -> list[str]:
    """What the tablet could not read, each in a sentence."""
    return [text(f"rescue.lost.{one.what.value}", name=one.name) for one in lost]


def _sentences(outcome: RescueOutcome) -> list[str]:
    said = [
        text(
            "rescue.brought-in",
            device=outcome.device_name,
            applied=outcome.applied,
            duplicates=outcome.duplicates,
            stored=outcome.stored,
            there=outcome.there,
        )
    ]
    for key, count in (
        ("rescue.conflicts", outcome.conflicts),
        ("rescue.rejected", outcome.rejected),
        ("rescue.held", outcome.held),
        ("rescue.set-apart", outcome.set_apart),
        ("rescue.not-taken", len(outcome.not_taken)),
        ("rescue.missing", len(outcome.missing)),
    ):
        if count:
            said.append(text(key, count=count))
    if not outcome.proven:
        said.append(text("rescue.unproven"))
    return [*said, *lost_sentences(outcome.lost)]
