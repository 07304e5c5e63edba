"""What comes back over HTTP besides the answer itself."""

import pytest

from sync.errors import CentreBusy, StorageFull
from sync.protocol.endpoints import API
from sync.server.bodies import LARGEST_BODY
from sync.server.problems import problem_answer


def test_an_error_is_a_problem_with_a_code_and_a_sentence_in_the_callers_language(web):
    english = web.get(f"{API}/changes", headers={"Accept-Language": "en-GB,en;q=0.9"})
    chinese = web.get(f"{API}/changes", headers={"Accept-Language": "zh-CN"})
    assert english.headers["Content-Type"] == "application/problem+json"
    assert (english.json()["code"], english.json()["status"], english.status_code) == ("token-invalid", 401, 401)
    assert english.json()["detail"].startswith("This sign-in is no longer valid")
    assert "登录" in chinese.json()["detail"]


def test_every_answer_of_the_api_names_the_protocol(web):
    for path in (f"{API}/health", f"{API}/changes", f"{API}/nothing"):
        assert web.get(path).headers["Suicha-Protocol"] == "1"


def test_another_version_of_the_protocol_is_refused(web):
    refused = web.get(f"{API}/health", headers={"Suicha-Protocol": "2"})
    assert (refused.status_code, refused.json()["code"]) == (426, "protocol-mismatch")
    assert refused.json()["fields"] == {"ours": 1, "theirs": "2"}
    assert web.get(f"{API}/health", headers={"Suicha-Protocol": "1"}).json() == {"status": "ok"}


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"login": 1, "password": "x"}'])
def test_a_request_that_does_not_fit_is_said_and_is_no_failure_of_the_centre(web, body):
    refused = web.post(f"{API}/sessions", content=body, headers={"Content-Type": "application/json"})
    assert (refused.status_code, refused.json()["code"]) == (422, "operation-invalid")


@pytest.mark.parametrize("named", [True, False])
def test_a_larger_body_than_anybody_writes_is_refused_before_it_is_kept(web, named):
    """Whether or not its length is named at the start."""
    head, block = b'{"login": "a", "password": "', b"x" * 65536
    pieces = [head, *[block] * (LARGEST_BODY // len(block)), b'"}']
    content = b"".join(pieces) if named else iter(pieces)
    refused = web.post(f"{API}/sessions", content=content, headers={"Content-Type": "application/json"})
    assert (refused.status_code, refused.json()["code"], refused.json()["fields"]) == (
        413,
        "operation-invalid",
        {"problem": "size"},
    )


def test_a_body_as_large_as_one_may_be_is_read(web):
    body = b'{"login": "a", "password": "' + b"x" * (LARGEST_BODY - 30) + b'"}'
    answer = web.post(f"{API}/sessions", content=body, headers={"Content-Type": "application/json"})
    assert (len(body), answer.json()["code"]) == (LARGEST_BODY, "sign-in-failed")


def test_lines_and_photos_have_limits_of_their_own(web, web_office):
    """A batch may be larger than any JSON."""
    token = {"Authorization": f"Bearer {web_office.device_token()}"}
    answer = web.post(f"{API}/operations", content=b"\n".join([b"x" * 50_000] * 30), headers=token)
    assert (answer.status_code, {outcome["status"] for outcome in answer.json()["outcomes"]}) == (200, {"rejected"})


def test_an_address_that_is_none_is_a_problem_too(web):
    missing = web.get(f"{API}/nothing")
    assert (missing.status_code, missing.json()["code"]) == (404, "not-found")


def test_a_method_that_is_none_is_a_problem_too(web):
    refused = web.put(f"{API}/inspections")
    assert (refused.status_code, refused.headers["Allow"]) == (405, "GET")
    assert refused.json()["code"] == "operation-invalid"


@pytest.mark.parametrize(("error", "status", "wait"), [(CentreBusy(seconds=7), 503, "7"), (StorageFull(), 507, "30")])
def test_an_error_that_passes_says_when_to_come_back(error, status, wait):
    answer = problem_answer(error, "en")
    assert (answer.status_code, answer.headers["Retry-After"]) == (status, wait)


def test_what_goes_wrong_inside_is_a_problem_without_inner_words(web, monkeypatch):
    def broken(_token):
        raise RuntimeError("secret detail")

    monkeypatch.setattr(type(web.app.state.centre.access), "sender_of", lambda _self, token: broken(token))
    failed = web.get(f"{API}/changes", headers={"Authorization": "Bearer x"})
    assert (failed.status_code, failed.json()["code"]) == (500, "internal")
    assert "secret" not in failed.text
