"""Documents leave a browser on a tablet through the tablet's own sheet, which also prints."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.e2e.tablet_page import TabletPage

pytestmark = [pytest.mark.browser, pytest.mark.details]
_ANDROID = "Mozilla/5.0 (Linux; Android 15; Pixel Tablet) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36"
_SHEET = """() => {
    window.shared = []
    navigator.canShare = ({files}) => files.length > 0
    navigator.share = async ({files}) => shared.push(...await Promise.all(files.map(
        async file => [file.name, file.type, [...new Uint8Array(await file.arrayBuffer())]])))
}"""


@pytest.fixture
def summing_up(browsers, tablet, answer_all):
    """Opens the summary of an inspection in a tablet's browser, which runs this first."""
    with browsers.profiles(tablet.url, user_agent=_ANDROID) as lend:
        profile = lend()

        def open_page(script):
            profile.page.add_init_script(f"({script})()")
            page = TabletPage(profile, tablet.url).open()
            page.open_assignment()
            answer_all()
            page.finish()
            page.at("document-record").wait_for()
            return page

        yield open_page
        profile.page.close()


def test_the_sheet_gets_the_record_as_a_named_pdf(summing_up):
    page = summing_up(_SHEET)
    page.tap("document-record")
    page.eventually(lambda: len(page.page.evaluate("shared")) == 1)
    ((name, kind, content),) = page.page.evaluate("shared")
    assert (name.startswith("现场检查记录表"), name.endswith(".pdf"), kind) == (True, True, "application/pdf")
    assert "东风小区" in PdfReader(BytesIO(bytes(content))).pages[0].extract_text()


def test_a_browser_that_shares_nothing_downloads_the_record(summing_up):
    page = summing_up("() => {}")
    with page.page.expect_download() as download:
        page.tap("document-record")
    assert download.value.suggested_filename.startswith("现场检查记录表")
    assert PdfReader(download.value.path()).pages
