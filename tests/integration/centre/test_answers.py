"""What comes back over HTTP besides the answer itself."""

import pytest

from sync.errors import CentreBusy, StorageFull
from sync.protocol.endpoints import API
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
