"""What a device's camera can do beyond taking pictures: Chromium's own zooms, and says for one test that it has a torch."""

from contextlib import ExitStack
from io import BytesIO

import pytest
from PIL import Image

from inspector_app.store.files import EvidenceFolder
from tests.e2e.browsers import WITH_CAMERA
from tests.e2e.tablet_page import TabletPage

pytestmark = [pytest.mark.browser, pytest.mark.details]
_ITS_CAMERA, _NOBODY_ASKED = WITH_CAMERA
_LIVE = """() => {
    const {mediaDevices} = navigator, ask = mediaDevices.getUserMedia.bind(mediaDevices)
    window.tracks = []
    window.wanted = []
    mediaDevices.getUserMedia = async asked => {
        wanted.push(asked.video.zoom)
        const stream = await ask(asked)
        tracks.push(...stream.getVideoTracks())
        return stream
    }}"""
_ZOOM = "() => tracks.filter(one => one.readyState === 'live').map(one => one.getSettings().zoom)"
_TORCH = """() => {
    const track = MediaStreamTrack.prototype, {getCapabilities, applyConstraints} = track
    window.lit = []
    track.getCapabilities = function () { return {...getCapabilities.call(this), torch: true} }
    track.applyConstraints = async function (wanted) {
        if ("torch" in wanted) lit.push(wanted.torch)
        else await applyConstraints.call(this, wanted)
    }}"""
_NO_ANSWER = "() => { Permissions.prototype.query = () => Promise.reject(new TypeError()) }"


@pytest.fixture
def point(browsers, tablet):
    """Opens the camera for an item, where zooming is granted or denied; the page runs a script before anything else."""
    with ExitStack() as opened:

        def open_camera(script, zoom="granted", arguments=WITH_CAMERA, size=(1280, 800)):
            profile = opened.enter_context(browsers.profiles(tablet.url, *arguments, permissions=["camera"]))(*size)
            opened.callback(profile.page.close)
            _set_zoom_permission(profile.context, tablet.url, zoom)
            profile.page.add_init_script(f"({script})()")
            page = TabletPage(profile, tablet.url).open()
            page.open_assignment()
            page.open_item("A03")
            page.tap("take-photo")
            page.at("shutter").wait_for()
            return page

        yield open_camera


def _set_zoom_permission(context, url, setting):
    """Playwright knows no name for it; it holds as long as the session that set it."""
    browser, page = context.browser.new_browser_cdp_session(), context.new_cdp_session(context.pages[0])
    wanted = {
        "permission": {"name": "camera", "panTiltZoom": True},
        "setting": setting,
        "origin": url,
        "browserContextId": page.send("Target.getTargetInfo")["targetInfo"]["browserContextId"],
    }
    browser.send("Browser.setPermission", wanted)


def _clock_columns(picture):
    """Where the clock stands in a test picture, as shares of its width: left and right end."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    band = image.crop((image.width // 12, 0, image.width * 11 // 12, image.height // 10))
    left, _, right, _ = band.getchannel("R").point(lambda red: 255 * (red > 50)).getbbox()
    return (left + image.width // 12) / image.width, (right + image.width // 12) / image.width


def test_where_the_camera_zooms_every_step_is_one_tap_and_photos_show_it_the_right_way_round(point, sheet, tablet_data):
    page = point(_LIVE)
    page.see_selected("zoom-1")
    assert set(page.page.evaluate("wanted")) == {True}
    page.take_picture()
    page.tap("zoom-4")
    page.see_selected("zoom-4")
    page.eventually(lambda: page.page.evaluate(_ZOOM) == [400])
    page.see_selected("zoom-1", selected=False)
    assert min(*page.size_of("zoom-1"), *page.size_of("camera-close")) >= 56
    page.tap("shutter")
    page.eventually(lambda: len(sheet().photos["A03"]) == 2)
    evidence = EvidenceFolder(tablet_data / "evidence")
    whole, near = (_clock_columns(evidence.original(photo.facts.original_sha256)) for photo in sheet().photos["A03"])
    assert whole[1] < 0.2 < near[1] < 0.6
    page.leave_camera("camera-close")
    page.tap("take-photo")
    page.see_selected("zoom-1")
    page.eventually(lambda: page.page.evaluate(_ZOOM) == [100])


def test_a_torch_is_lit_and_put_out_with_a_button_that_shows_which(point, sheet):
    page = point(_TORCH)
    page.see_selected("zoom-1")
    page.at("torch").wait_for()
    assert min(page.size_of("torch")) >= 56
    assert page.page.evaluate("lit") == [False]
    page.tap("torch")
    page.eventually(lambda: page.page.evaluate("lit") == [False, True])
    page.take_picture()
    page.eventually(lambda: len(sheet().photos["A03"]) == 1)
    page.tap("torch")
    page.eventually(lambda: page.page.evaluate("lit") == [False, True, False])


@pytest.mark.parametrize("script", ["() => {}", _NO_ANSWER], ids=["and-says-so", "when-it-is-asked-for"])
def test_a_camera_that_may_not_zoom_takes_photos_as_any_other(point, sheet, script):
    page = point(script, zoom="denied", arguments=[_ITS_CAMERA])
    page.take_picture()
    page.eventually(lambda: len(sheet().photos["A03"]) == 1)
    assert not page.at("zoom-1").count()
    assert not page.at("torch").count()
