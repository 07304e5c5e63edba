"""Pages from templates: escaped, complete in themselves, and forbidden to load or run anything but the centre's own font."""

from functools import cache, partial
from importlib.resources import files
from urllib.parse import quote

from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sync.i18n import say
from sync.server.public.asking import Asked
from sync.server.public.fonts import font_face

_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; font-src 'self'"
)
_SCRIPTED = f"{_POLICY}; script-src 'self'; connect-src 'self'"
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Cache-Control": "no-cache",
    "Referrer-Policy": "same-origin",
    "Vary": "Accept-Language",
    "X-Content-Type-Options": "nosniff",
}


class Pages:
    """``publisher`` is the centre's name, shown at the foot of every page."""

    def __init__(self, publisher: str) -> None:
        self._publisher = publisher

    def page(
        self, template: str, asked: Asked, other: str, status: int = 200, scripted: bool = False, **shown: object
    ) -> HTMLResponse:
        """A page in the language asked for; ``other`` is its address in the other language. ``scripted``: it may run this
        centre's scripts and ask this centre."""
        text = _environment().get_template(template)
        html = text.render(asked=asked, other=other, publisher=self._publisher, say=partial(say, asked.language), **shown)
        policy = {"Content-Security-Policy": _SCRIPTED} if scripted else {}
        return HTMLResponse(html, status, {**_HEADERS, **policy, "Content-Language": asked.language})

    def unavailable(self, asked: Asked, path: str, home: str) -> HTMLResponse:
        """The centre cannot say just now; ``home`` is where to go instead."""
        other = asked.in_other_language().at(path)
        return self.page("notice.html", asked, other, 503, notice="unavailable", home=home)


@cache
def _environment() -> Environment:
    loader = PackageLoader("sync.server.public", "templates")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False
    )
    style, _, _ = loader.get_source(environment, "style.css")
    icon = files("assets").joinpath("icons", "suicha.svg").read_text(encoding="utf-8")
    environment.globals.update(style=Markup(font_face() + style), icon=f"data:image/svg+xml,{quote(icon)}")
    return environment
