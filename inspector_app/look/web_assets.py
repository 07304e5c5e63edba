"""The folder a Flet web app serves beside Flet's own files: what stands in it wins."""

import filecmp
import json
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from importlib.resources import as_file, files
from pathlib import Path

from sync.errors import DependencyMissing

_ICONS = {
    "favicon.png": 192,
    "icons/icon-192.png": 192,
    "icons/icon-512.png": 512,
    "icons/icon-maskable-192.png": 192,
    "icons/icon-maskable-512.png": 512,
    "icons/apple-touch-icon-192.png": 192,
    "icons/loading-animation.png": 192,
}
"""Flet's icons and the pixels of ours that stand in their place."""
_CAMERA = "camera.js"
_OUTAGE = "outage.js"
_DEFAULT_FONT = ("assets", "fonts", "roboto.woff2")
_OWN = {
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-inline' 'wasm-unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "media-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self' data: blob:",
    "worker-src": "'self' blob:",
}
"""Content security policy. Flet's client asks a CDN for an animation library that nothing here uses; this stops the request."""


@dataclass(frozen=True, slots=True)
class OutageWords:
    """What a page says while its server is down: ``sentences`` by language, the usual one first. ``kept`` is the key under which
    the app keeps the language (and ``mode``, one of the theme's MODES) in the browser's local storage; under ``kept``.arrival
    every new session writes something else than was there."""

    kept: str
    sentences: Mapping[str, str]


def web_assets(folder: Path, outage: OutageWords | None = None) -> Path:
    """Fill ``folder`` (made when missing) and return it: what ``assets_dir`` of a Flet web app takes.

    Our font stands under the name of Flutter's default font: the client finds every Chinese character in the font it loads
    first, asks no other host for one, and its crash screen can be read as well. Raises DependencyMissing without flet-web.
    """
    font = folder.joinpath(*_DEFAULT_FONT)
    with as_file(files("assets").joinpath("fonts", "NotoSansSC-Regular.ttf")) as bundled:
        if not font.exists() or not filecmp.cmp(bundled, font):
            _put(bundled.read_bytes(), font)
    for name, pixels in _ICONS.items():
        _put(files("assets").joinpath("icons", f"suicha-{pixels}.png").read_bytes(), folder / name)
    for script in (_CAMERA, _OUTAGE):
        _put(files("inspector_app.look").joinpath(script).read_bytes(), folder / script)
    _put(_front_page(outage).encode(), folder / "index.html")
    return folder


def _front_page(outage: OutageWords | None) -> str:
    try:
        page = files("flet_web").joinpath("web", "index.html").read_text(encoding="utf-8")
    except ModuleNotFoundError as error:
        raise DependencyMissing(package="flet-web", extra="web") from error
    policy = "; ".join(f"{name} {sources}" for name, sources in _OWN.items())
    meta = f'<head>\n  <meta http-equiv="Content-Security-Policy" content="{policy}">'
    page = page.replace("width: 200px;", "width: 96px;")
    scripts = f'  <script src="{_CAMERA}" defer></script>\n'
    if outage is not None:
        sentences = escape(json.dumps(dict(outage.sentences), ensure_ascii=False))
        scripts += f'  <script src="{_OUTAGE}" data-kept="{escape(outage.kept)}" data-sentences="{sentences}"></script>\n'
    page = page.replace("</head>", f"{scripts}</head>", 1)
    return page.replace("<html>", '<html lang="zh-CN">', 1).replace("<head>", meta, 1)


def _put(content: bytes, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f"{target.name}.new")
    fresh.write_bytes(content)
    fresh.replace(target)
