"""Groups of commands."""

import re

import click

_SENTENCE = re.compile(r".+?(?:。|[.](?=\s+[A-Z`]|$))", re.DOTALL)
"""In either language; a full stop inside one, as in a list of characters, ends none."""


class Group(click.Group):
    """Its help says of each command a whole sentence, on as many lines as that takes; Click would cut it to one line."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        commands = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        with formatter.section("Commands"):
            formatter.write_dl([(name, _summary(one)) for name, one in commands if one is not None and not one.hidden])


def _summary(command: click.Command) -> str:
    paragraph = (command.help or "").partition("\n\n")[0]
    sentence = _SENTENCE.match(paragraph)
    return sentence[0] if sentence else paragraph
