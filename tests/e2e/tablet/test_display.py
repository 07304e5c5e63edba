import pytest

pytestmark = pytest.mark.browser

SIZES = [(1280, 800), pytest.param((800, 1280), marks=pytest.mark.soak), (390, 844)]


@pytest.mark.details
@pytest.mark.killed
def test_the_language_switches_at_once_and_for_good(page, tablet):
    page.tap("settings")
    page.tap("language-en")
    page.see_selected("language-en")
    tablet.kill()
    tablet.start()
    page.open()
    page.see("assignment-0", "overdue")


@pytest.mark.details
@pytest.mark.signed_out
@pytest.mark.parametrize("size", SIZES)
def test_everything_that_is_tapped_is_large_enough_for_gloves(browse, size):
    page = browse(*size)
    page.at("person-0").wait_for()
    page.see_no_small_targets(48)
    page.tap("person-0")
    page.at("pin-1").wait_for()
    page.see_no_small_targets(48)
    assert min(size for key in range(10) for size in page.size_of(f"pin-{key}")) >= 64
    for digit in "1357":
        page.tap(f"pin-{digit}")
    page.tap("pin-enter")
    page.at("assignment-0").wait_for()
    page.see_no_small_targets(48)
    page.open_assignment()
    page.see_no_small_targets(48)
    page.answer("A03", "fail")
    page.see_selected("answer-fail")
    page.see_no_small_targets(48)


@pytest.mark.details
def test_no_request_leaves_the_machine(browse, tablet, picture):
    page = browse(fresh=True)
    page.open_assignment()
    page.fail_with_phrase("A03")
    page.add_photo(picture)
    page.at("photo-0").wait_for()
    sent = page.requests_that_left()
    assert tablet.url in sent
    assert [url for url in sent if not url.startswith((tablet.url, "data:", "blob:"))] == []
    assert page.lays_out_and_draws_in_one_thread()


@pytest.mark.details
def test_the_sync_says_that_the_centre_does_not_answer_and_when_it_tries_again(page):
    page.open_assignment()
    page.pass_in_list("A02")
    page.tap("sync-chip")
    page.tap("sync-now")
    page.see("sync-result", "127.0.0.1", 20)
