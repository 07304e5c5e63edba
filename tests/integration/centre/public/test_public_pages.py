import html
import re
from datetime import timedelta
from importlib.resources import files

import pytest

NOBODY = "01890000-0000-7000-8000-000000000000"
"""No inspection has this id. Fixed, because tests that run side by side must have the same names."""

CHINESE, ENGLISH = "zh-CN", "en"


def text_of(page):
    """What a reader sees: the body without tags, its white space single."""
    body = re.sub(r"(?s)^.*?<main.*?>|</main>.*$", "", page.text)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", body))).strip()


def order_of(page, *names):
    return sorted((name for name in names if name in page.text), key=page.text.index)


@pytest.mark.parametrize("address", ["/public", "/public/"])
def test_the_list_needs_no_sign_in_and_shows_an_accepted_inspection(town, reader, address):
    town.publish("无需登录小区", "无需登录物业", failing=3)
    page = reader.get(address)
    assert page.status_code == 200
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    for shown in ("无需登录小区", "无需登录物业", "金水区", "待整改 2", "当场改正 1"):
        assert shown in text_of(page)


def test_the_day_is_the_one_in_zhengzhou(town, reader):
    inspection_id = town.publish("凌晨小区")
    for address in ("/public?q=凌晨", f"/public/inspections/{inspection_id}"):
        shown = text_of(reader.get(address))
        assert "2026-05-07" in shown
        assert "2026-05-06" not in shown
        assert not re.search(r"\d:\d\d", shown)


def test_an_inspection_shows_every_item_and_what_was_found(town, reader):
    inspection_id = town.publish("全项小区", failing=4)
    page = reader.get(f"/public/inspections/{inspection_id}")
    shown = text_of(page)
    for item in town.checklist.items:
        assert item.title.zh in shown
    assert [int(count) for count in re.findall(r"<b>(\d+)</b> (?:合格|不合格|不适用)", page.text)] == [22, 4, 1]
    assert shown.count("整改期限 2026-") == 2
    assert shown.count("当场改正") == 2
    for basis in town.checklist.items[0].basis:
        assert f"《{basis.law}》" in shown
        assert basis.article in shown
    assert "2026年春季检查" in shown
    assert town.checklist.version in shown


def test_a_draft_checklist_says_so(town, reader):
    assert town.checklist.draft
    inspection_id = town.publish("草拟小区", failing=0)
    assert "草拟稿，尚未经主管部门核定" in text_of(reader.get(f"/public/inspections/{inspection_id}"))
    assert "本次检查未发现问题" in text_of(reader.get(f"/public/inspections/{inspection_id}"))


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_nothing_private_is_on_any_page(town, reader, secrets, language):
    inspection_id = town.publish("保密小区", failing=5)
    detail = town.centre.reviews.detail(town.account, inspection_id)
    recorded = repr(detail)
    for secret in ("note", "officer", "reason", "camera"):
        assert secrets[secret] in recorded, "the centre itself must hold what the public must not see"
    addresses = ("/", "/public", "/public?q=保密", f"/public/inspections/{inspection_id}", f"/public/inspections/{NOBODY}")
    pages = "".join(reader.get(f"{address}{'&' if '?' in address else '?'}lang={language}").text for address in addresses)
    assert "保密小区" in pages
    for secret in (*secrets.values(), str(town.officer), str(town.account.person_id)):
        assert secret not in pages
    for result in detail.results:
        for photo in result.photos:
            assert str(photo.facts.photo_id) not in pages
            assert photo.facts.copy_sha256 not in pages


def test_the_public_finds_nobody_by_searching_for_a_name(town, reader, secrets):
    town.publish("查人小区")
    for secret in secrets.values():
        assert "没有符合条件的检查结果" in text_of(reader.get(f"/public?q={secret}"))


def test_what_is_not_accepted_does_not_exist(town, reader):
    inspection_id = town.assign("未审小区")
    address = f"/public/inspections/{inspection_id}"
    for step in (lambda: None, lambda: town.record(inspection_id), lambda: town.submit(inspection_id)):
        step()
        assert reader.get(address).status_code == 404
        assert "未审小区" not in reader.get("/public?q=未审小区").text.replace('value="未审小区"', "")
    town.send_back(inspection_id)
    assert reader.get(address).status_code == 404
    town.submit(inspection_id)
    town.accept(inspection_id)
    assert reader.get(address).status_code == 200


@pytest.mark.parametrize("name", [NOBODY, "x", "1", "%00", "%F0%9F%8F%A0", "<b>"])
@pytest.mark.parametrize(("language", "said"), [(CHINESE, "没有找到这条公示"), (ENGLISH, "This result was not found")])
def test_an_address_of_nothing_answers_with_a_page(reader, name, language, said):
    page = reader.get(f"/public/inspections/{name}", Accept_Language=language)
    assert page.status_code == 404
    assert page.headers["Content-Type"].startswith("text/html")
    assert said in text_of(page)
    assert "<b>" not in page.text


@pytest.mark.parametrize(("language", "said"), [("zh-CN", "发现问题 3 个"), ("en", "findings: 3")])
def test_a_shared_link_shows_place_and_outcome_before_it_is_opened(town, reader, language, said):
    inspection_id = town.publish("转发小区 <b>", failing=3)
    page = reader.get(f"/public/inspections/{inspection_id}?lang={language}").text
    shown = dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)">', page))
    assert shown["title"].startswith("转发小区 &lt;b&gt; · ")
    assert said in shown["description"]


@pytest.mark.parametrize("path", ["/public/inspection", "/public/draws/x/1/files/plan.ndjson", "/publik", "/public/%3Cb%3E"])
@pytest.mark.parametrize(("language", "said"), [(CHINESE, "没有这个页面"), (ENGLISH, "There is no such page")])
def test_a_browser_gets_a_page_at_an_address_that_is_none_and_a_program_a_problem(reader, path, language, said):
    browser, program = (reader.get(path, Accept_Language=language, Accept=kind) for kind in ("text/html,*/*;q=0.8", "*/*"))
    assert (browser.status_code, program.status_code) == (404, 404)
    assert said in text_of(browser)
    assert 'href="/public' in browser.text
    assert "<b>" not in browser.text
    assert program.json()["code"] == "not-found"


def test_a_browser_too_gets_a_problem_where_programs_call(reader):
    assert reader.get("/api/v1/nothing", Accept="text/html").json()["code"] == "not-found"


@pytest.fixture(scope="module")
def newest_first(town):
    """The names of 45 compounds, published in no order."""
    names = [f"翻页{number:02d}号&园" for number in range(45)]
    for day in sorted(range(45), key=lambda day: day * 7 % 45):
        town.publish(names[day], "翻页物业", failing=0, at=town.visit + timedelta(days=day))
    return [name[:5] for name in reversed(names)]


def shown_on(page):
    return re.findall(r"翻页\d\d号", page.text)


def test_pages_hold_twenty_each_newest_first_and_none_is_lost(newest_first, reader):
    pages = [shown_on(reader.get(f"/public?q=翻页物业&page={page}")) for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [20, 20, 5]
    assert sum(pages, []) == newest_first
    first, beyond = reader.get("/public?q=翻页物业"), reader.get("/public?q=翻页物业&page=99")
    assert "共 45 条结果（第 1–20 条）" in text_of(first)
    assert 'rel="prev"' not in first.text
    assert shown_on(beyond) == pages[2]
    assert 'rel="next"' not in beyond.text


def test_links_from_page_to_page_keep_the_search_and_the_language(newest_first, reader):
    page = reader.get("/public?q=翻页 %26园&district=jinshui&lang=en")
    following = html.unescape(re.search(r'rel="next" href="([^"]+)"', page.text)[1])
    assert shown_on(reader.get(following)) == newest_first[20:40]
    assert 'lang="en"' in reader.get(following).text
    other = html.unescape(re.search(r'class="language" href="([^"]+)"', reader.get(following).text)[1])
    assert shown_on(reader.get(other)) == newest_first[20:40]
    assert '<html lang="zh-CN">' in reader.get(other).text


def test_a_search_finds_names_of_compounds_and_enterprises_word_by_word(town, reader):
    town.publish("桂花苑东区", "北辰物业")
    town.publish("桂花苑西区", "南天物业")
    for search, found in {
        "桂花苑": ["桂花苑西区", "桂花苑东区"],
        "北辰": ["桂花苑东区"],
        "桂花 南天": ["桂花苑西区"],
        "花园路": [],
        "%": [],
        "_": [],
    }.items():
        page = reader.get("/public?q=" + search.replace("%", "%25"))
        assert sorted(order_of(page, "桂花苑东区", "桂花苑西区")) == sorted(found), search


def test_a_district_narrows_the_list_and_stays_chosen(town, reader):
    town.publish("二七一号院", district="erqi")
    town.publish("金水一号院", district="jinshui")
    page = reader.get("/public?q=一号院&district=erqi")
    assert order_of(page, "二七一号院", "金水一号院") == ["二七一号院"]
    assert '<option value="erqi" selected>' in page.text
    assert "没有符合条件的检查结果" in text_of(reader.get("/public?district=nowhere"))


def test_what_somebody_typed_never_becomes_markup(town, reader):
    attack = '"><script>alert(1)</script>'
    inspection_id = town.publish("<script>小区</script>", "<img src=x>物业")
    pages = [
        reader.get(f"/public?q={attack}&district={attack}&lang={attack}"),
        reader.get("/public?q=<script>"),
        reader.get(f"/public/inspections/{inspection_id}?q={attack}"),
    ]
    for page in pages:
        assert page.status_code == 200
        assert "<script" not in page.text
        assert "<img src=x" not in page.text
    assert "&lt;script&gt;小区" in pages[1].text


@pytest.mark.parametrize("search", ["%00", "%ED%A0%80", "%FF", "a" * 5000, "%0d%0aSet-Cookie:x", "'; DROP TABLE inspections;--"])
def test_a_strange_search_finds_nothing_and_breaks_nothing(town, reader, search):
    page = reader.get(f"/public?q={search}&page=-1")
    assert page.status_code == 200
    assert "Set-Cookie" not in page.headers


@pytest.mark.parametrize("address", ["/", "/public", "/public?q=zzz", "/public/inspections/x"])
@pytest.mark.parametrize(("header", "language"), [("en-GB", "en"), ("zh-CN", "zh-CN"), ("fr", "zh-CN")])
def test_a_page_is_in_the_language_of_the_browser(reader, address, header, language):
    page = reader.get(address, Accept_Language=header)
    assert f'<html lang="{language}">' in page.text
    assert page.headers["Content-Language"] == language


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_a_page_loads_nothing_but_a_font_from_here_and_runs_nothing(town, reader, language):
    inspection_id = town.publish("纯净小区")
    for address in ("/", "/public", f"/public/inspections/{inspection_id}", "/public/inspections/x"):
        page = reader.get(f"{address}?lang={language}")
        policy = page.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; form-action 'self'")
        assert re.findall(r"<(?:script|iframe|object|embed|video|audio)|\son\w+=|@import", page.text) == []
        assert set(re.findall(r"url\([^)]*\)", page.text)) == {f'url("{font_of(page)}")'}
        loaded = re.findall(r'<(?:link|img)[^>]*?(?:href|src)="([^"]*)"', page.text)
        assert loaded
        assert all(source.startswith("data:") for source in loaded)


def test_a_browser_without_chinese_characters_fetches_the_centres_own_font_and_keeps_it(reader):
    page = reader.get("/public?lang=zh-CN")
    assert "font-src 'self'" in page.headers["Content-Security-Policy"]
    (rule,) = re.findall(r"@font-face {[^}]*}", page.text)
    assert rule.index('local("Noto Sans CJK SC")') < rule.index("url(")
    assert "font-display: swap" in rule
    font = reader.get(font_of(page))
    assert (font.status_code, font.headers["Content-Type"]) == (200, "font/ttf")
    assert font.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert font.content == files("assets").joinpath("fonts", "NotoSansSC-Regular.ttf").read_bytes()
    assert reader.get("/public/fonts/noto-sans-sc-0000000000000000.ttf").status_code == 404


def font_of(page):
    (address,) = re.findall(r'url\("(/public/fonts/[^"]+)"\)', page.text)
    return address


def test_the_front_page_leads_to_everything(reader):
    page = reader.get("/")
    assert re.findall(r'class="door \w+" href="([^"]+)"', page.text) == ["/public", "/public/draws", "/console/", "/docs"]
    assert "郑州市示范中心" in page.text
    assert 'href="/public?lang=en"' in reader.get("/?lang=en").text


def test_a_score_stands_on_both_pages(town, reader):
    inspection_id = town.publish("打分小区", failing=2)
    score = f"{town.centre.reviews.detail(town.account, inspection_id).summary.score:.1f}"
    assert 0 < float(score) < 100
    assert f"<b>{score}</b>" in reader.get("/public?q=打分小区").text
    assert f"<b>{score}</b>" in reader.get(f"/public/inspections/{inspection_id}").text


@pytest.mark.parametrize("address", ["/public", f"/public/inspections/{NOBODY}"])
def test_a_silent_database_is_said_on_a_page_and_the_front_page_still_stands(reader_of_nothing, address):
    page = reader_of_nothing.get(address)
    assert page.status_code == 503
    assert "暂时无法查询" in text_of(page)
    assert reader_of_nothing.get("/").status_code == 200
