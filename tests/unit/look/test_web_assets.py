"""What the browser gets beside Flet's own files."""

import html
import json
from importlib.resources import files
from pathlib import Path

from inspector_app.look.web_assets import OutageWords, web_assets


def test_the_bundled_font_stands_under_the_name_of_the_default_font(tmp_path: Path) -> None:
    folder = web_assets(tmp_path / "web")
    bundled = files("assets").joinpath("fonts", "NotoSansSC-Regular.ttf").read_bytes()
    assert (folder / "assets" / "fonts" / "roboto.woff2").read_bytes() == bundled


def test_a_truncated_font_is_put_right_at_the_next_start(tmp_path: Path) -> None:
    font = web_assets(tmp_path) / "assets" / "fonts" / "roboto.woff2"
    whole = font.read_bytes()
    font.write_bytes(whole[:1000])
    web_assets(tmp_path)
    assert font.read_bytes() == whole


def test_the_front_page_forbids_scripts_and_connections_to_other_hosts(tmp_path: Path) -> None:
    page = (web_assets(tmp_path) / "index.html").read_text(encoding="utf-8")
    policy = page.split('http-equiv="Content-Security-Policy" content="')[1].split('"')[0]
    assert "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'" in policy
    assert "connect-src 'self' data: blob:" in policy
    assert "http" not in policy


def test_the_front_page_keeps_the_places_that_flet_fills_in(tmp_path: Path) -> None:
    page = (web_assets(tmp_path) / "index.html").read_text(encoding="utf-8")
    assert "<!-- fletAppConfig -->" in page
    assert '<base href="/">' in page


def test_our_icon_stands_in_the_place_of_every_icon_of_flet(tmp_path: Path) -> None:
    folder = web_assets(tmp_path)
    icon = files("assets").joinpath("icons", "suicha-192.png").read_bytes()
    assert (folder / "favicon.png").read_bytes() == icon
    flets = files("flet_web").joinpath("web", "icons")
    assert {file.name for file in flets.iterdir()} <= {file.name for file in (folder / "icons").iterdir()}


def test_the_front_page_loads_the_script_for_cameras_from_beside_it(tmp_path: Path) -> None:
    folder = web_assets(tmp_path)
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert page.index("<base ") < page.index('<script src="camera.js"') < page.index("</head>")
    assert b"getUserMedia" in (folder / "camera.js").read_bytes()


def test_the_front_page_has_the_sentences_for_an_outage_before_the_app_opens_a_connection(tmp_path: Path) -> None:
    words = OutageWords("flutter.kept", {"zh-CN": "断开了", "en": 'It\'s "down"'})
    page = (web_assets(tmp_path, words) / "index.html").read_text(encoding="utf-8")
    script = page[page.index('<script src="outage.js"') :].split("</script>")[0]
    assert "defer" not in script
    assert page.index(script) < page.index("flutter_bootstrap.js")
    asked = html.unescape(script.split('data-sentences="')[1].split('"')[0])
    assert json.loads(asked) == dict(words.sentences)
    assert b"WebSocket" in (tmp_path / "outage.js").read_bytes()


def test_an_app_without_such_sentences_has_no_script_for_outages(tmp_path: Path) -> None:
    assert "outage.js" not in (web_assets(tmp_path) / "index.html").read_text(encoding="utf-8")
