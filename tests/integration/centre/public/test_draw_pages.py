"""Draws as anybody sees them: everything that may be known, nothing before its time, and nobody's name."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from sync.drawing.checking import check_campaign
from sync.protocol.campaigns import PlanRequest
from tests.integration.centre.public.conftest import CERTIFICATE, OFFICER
from tests.integration.centre.public.draw_town import DICE, FAR, SEED, DrawTown
from tests.integration.centre.public.test_public_pages import NOBODY, text_of


@pytest.fixture(scope="module")
def draws(town):
    return DrawTown(town)


@pytest.fixture
def folder(app):
    return lambda campaign: app.state.centre.campaigns._folders.of(campaign)


def address(campaign, *more):
    return "/".join(["/public/draws", str(campaign), *map(str, more)])


def test_a_campaign_is_listed_as_soon_as_something_is_frozen(town, draws, reader):
    planned = town.ids.new()
    town.centre.campaigns.plan(town.account, planned, PlanRequest(draws.plan("只是计划")))
    frozen = draws.frozen("已固定的检查")
    shown = reader.get("/public/draws?lang=zh-CN")
    assert "只是计划" not in shown.text
    assert re.search(rf'href="{address(frozen)}\?lang=zh-CN">已固定的检查', shown.text)
    assert "已固定，待种子产生" in text_of(shown)
    assert reader.get(address(planned)).status_code == 404


def test_a_drawn_campaign_shows_plan_digests_seed_witnesses_and_result(draws, reader, folder):
    campaign = draws.drawn("春季双随机检查")
    (checked,) = check_campaign(folder(campaign))
    page = reader.get(address(campaign) + "?lang=zh-CN")
    shown = text_of(page)
    assert page.status_code == 200
    for said in ("春季双随机检查", checked.frozen.frozen, DICE, "公证员甲、业主代表乙", SEED.at, checked.outcome.key, "金水区"):
        assert said in shown
    assert "AA 50 %" in shown
    names = dict(zip(checked.frozen.pools.compounds.ids, checked.frozen.pools.compounds.names, strict=True))
    drawn = [names[visit.compound] for visit in checked.standing.visits]
    assert re.findall(r'class="compound" lang="zh-CN">([^<]+)<', page.text) == drawn
    digests = dict(reversed(line.split("  ")) for line in checked.frozen.digests.decode().splitlines())
    assert all(name in shown and digest in shown for name, digest in digests.items())
    assert "Frozen, waits" not in text_of(reader.get(address(campaign) + "?lang=en"))


def test_no_page_and_no_file_names_anybody(town, draws, reader):
    campaign = draws.drawn("无名检查")
    draws.replace_somebody(campaign, "因故不能参加")
    archive = ZipFile(BytesIO(reader.get(address(campaign, "folder.zip")).content))
    texts = [reader.get(address(campaign)).text, reader.get("/public/draws").text]
    texts += [archive.read(name).decode() for name in archive.namelist()]
    people = [*draws.officers, *draws.experts]
    secrets = [OFFICER, CERTIFICATE, *(one.name for one in people), *(one.certificate for one in people)]
    secrets += [str(one.id) for one in people]
    assert [secret for secret in secrets for text in texts if secret in text] == []
    assert "因故不能参加" in texts[0]


def test_the_archive_is_the_folder_and_can_be_checked(draws, reader, folder, tmp_path):
    campaign = draws.drawn("可下载的检查")
    draws.drawn_again(campaign, "名录有误")
    answer = reader.get(address(campaign, "folder.zip"))
    assert answer.headers["Content-Type"] == "application/zip"
    ZipFile(BytesIO(answer.content)).extractall(tmp_path)
    assert [one.number for one in check_campaign(tmp_path)] == [1, 2]
    for path in folder(campaign).rglob("*.*"):
        assert (tmp_path / path.relative_to(folder(campaign))).read_bytes() == path.read_bytes()
    assert answer.content == reader.get(address(campaign, "folder.zip")).content


def test_a_redraw_stands_first_with_its_reason_and_the_old_draw_stays(draws, reader):
    campaign = draws.drawn("重抽的检查")
    draws.drawn_again(campaign, "名录有误")
    page = reader.get(address(campaign) + "?lang=zh-CN")
    assert re.findall(r'<h2 id="draw-(\d)">', page.text) == ["2", "1"]
    assert '重新抽取的理由：<span lang="zh-CN">名录有误</span>' in page.text
    assert page.text.count("/check?lang=zh-CN") == 2


def test_an_english_page_marks_as_chinese_only_what_was_announced_in_it(draws, reader):
    page = reader.get(address(draws.drawn("英文页的检查")) + "?lang=en").text
    assert re.search(r'<dd>Dice · <span lang="zh-CN">[^<]+</span></dd>', page)


def test_an_impossible_draw_says_what_would_make_it_possible(draws, reader):
    campaign = draws.drawn("不可能的检查", most_expert_visits=1)
    shown = text_of(reader.get(address(campaign) + "?lang=en"))
    assert "Not possible" in shown
    assert "It would be possible with" in shown


def test_what_is_sealed_shows_digests_and_plan_and_nothing_that_gives_the_result_away(draws, reader, folder):
    campaign = draws.drawn("不预先通知的检查", release_at=FAR)
    (checked,) = check_campaign(folder(campaign))
    page = reader.get(address(campaign) + "?lang=zh-CN")
    shown = text_of(page)
    assert "2099-01-01 09:30" in shown
    assert checked.frozen.frozen in shown
    assert "已抽取，密封中" in shown
    for hidden in (DICE, checked.outcome.key, "公证员甲", "梧桐苑", "/check", "sha256sum"):
        assert hidden not in page.text
    names = {
        path.name: reader.get(address(campaign, 1, "files", path.name)).status_code for path in (folder(campaign) / "1").iterdir()
    }
    assert {name for name, status in names.items() if status == 200} == {"plan.ndjson", "digests.txt"}
    archive = ZipFile(BytesIO(reader.get(address(campaign, "folder.zip")).content))
    assert archive.namelist() == ["1/digests.txt", "1/plan.ndjson"]
    assert reader.get(address(campaign, 1, "check")).status_code == 404


def test_what_waits_for_its_seed_is_sealed_as_well_since_everybody_may_see_the_seed(draws, reader):
    campaign = draws.frozen("待种子的暗访", release_at=FAR)
    assert reader.get(address(campaign, 1, "files", "compounds.ndjson")).status_code == 404
    assert reader.get(address(campaign, 1, "files", "digests.txt")).status_code == 200


def test_a_file_is_as_it_lies_in_the_folder_and_nothing_else_is_one(draws, reader, folder):
    campaign = draws.drawn("逐个文件")
    answer = reader.get(address(campaign, 1, "files", "result.ndjson"))
    assert answer.content == (folder(campaign) / "1" / "result.ndjson").read_bytes()
    assert (answer.headers["Content-Type"], answer.headers["X-Content-Type-Options"]) == ("text/plain; charset=utf-8", "nosniff")
    for name in ("seed.json", ".seed.ndjson.part", "..%2f..%2fcentre.db", "%2e%2e", "kept"):
        assert reader.get(address(campaign, 1, "files", name)).status_code == 404
    for wrong in (
        address(campaign, 9, "files", "plan.ndjson"),
        address(campaign, "x", "files", "plan.ndjson"),
        address(NOBODY),
        address("x"),
    ):
        assert reader.get(wrong).status_code == 404


def test_only_the_page_that_draws_again_may_run_this_centres_scripts(draws, reader):
    campaign = draws.drawn("可复算的检查")
    policies = {
        path: reader.get(path).headers["Content-Security-Policy"]
        for path in ("/public/draws", address(campaign), address(campaign, 1, "check"))
    }
    assert [path for path, policy in policies.items() if "script-src" in policy] == [address(campaign, 1, "check")]
    assert policies[address(campaign, 1, "check")].endswith("script-src 'self'; connect-src 'self'")
    page = reader.get(address(campaign, 1, "check"))
    assert f'data-base="{address(campaign, 1, "files")}/"' in page.text
    for script in re.findall(r'<script src="([^"]+)"></script>', page.text):
        answer = reader.get(script)
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/javascript; charset=utf-8")
    assert "<script" not in reader.get(address(campaign)).text
    assert reader.get("/public/draws/scripts/other.js").status_code == 404


def test_a_page_that_was_read_before_shows_what_came_since(draws, reader):
    campaign = draws.frozen("先看后抽")
    assert DICE not in reader.get(address(campaign)).text
    draws.run(campaign, seed=replace(SEED, value=DICE))
    assert DICE in reader.get(address(campaign)).text
    draws.replace_somebody(campaign, "临时生病以外的原因")
    assert "临时生病以外的原因" in reader.get(address(campaign)).text


@pytest.mark.parametrize(("language", "name"), [("zh-CN", "检查 1"), ("en", "Check 1")])
def test_a_check_is_called_by_its_place_in_the_plan_and_once_by_the_word_of_the_files(draws, reader, language, name):
    campaign = draws.drawn("检查的叫法")
    page = reader.get(f"{address(campaign)}?lang={language}")
    assert text_of(page).count("routine") == 1
    assert page.text.count(f'class="checks">{name}<') == draws.visits(campaign)


@pytest.mark.parametrize(("language", "said"), [("zh-CN", "复算需要 JavaScript"), ("en", "Drawing again needs JavaScript")])
def test_a_browser_without_script_is_told_how_else_a_draw_can_be_checked(draws, reader, language, said):
    page = reader.get(f"{address(draws.drawn('没有脚本'), 1, 'check')}?lang={language}")
    assert said in re.search("<noscript>(.*?)</noscript>", page.text, re.DOTALL)[1]


def test_the_commands_on_the_page_check_the_downloaded_archive(draws, reader, tmp_path):
    campaign = draws.drawn("自己核对")
    ZipFile(BytesIO(reader.get(address(campaign, "folder.zip")).content)).extractall(tmp_path)
    commands = re.search(r"<pre[^>]*><code>(.*?)</code></pre>", reader.get(address(campaign)).text, re.DOTALL)
    shell = unescape(commands[1]).replace("suicha ", f"{sys.executable} -m inspector_app.cli ")
    here = os.environ | {"PYTHONPATH": str(Path.cwd())}
    checked = subprocess.run(["sh", "-ec", shell], cwd=tmp_path, env=here, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    assert "plan.ndjson: OK" in checked.stdout
