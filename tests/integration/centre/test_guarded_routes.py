"""Every route of the centre, also one added tomorrow, turns away whoever it is not for."""

from collections.abc import Iterator

import pytest
from fastapi.routing import iter_route_contexts

from sync.domain.people import Role
from sync.protocol.endpoints import API

OPEN = {
    ("POST", f"{API}/enrolments"),
    ("POST", f"{API}/sessions"),
    ("GET", f"{API}/health"),
    ("GET", f"{API}/centre-key"),
    ("GET", f"{API}/rescue-key"),
}
"""The doors themselves, the sign of life, the key that anybody may check signatures with, and the one to seal for the centre."""
FOR_ANY_ACCOUNT = {("DELETE", f"{API}/sessions")}
FOR_TABLETS = (f"{API}/operations", f"{API}/changes", f"{API}/evidence", f"{API}/previous")
WITHOUT_SECRETS = ("/docs", "/openapi.json", "/static-offline-docs", "/public")
IDS = ("inspection_id", "photo_id", "device_id", "campaign_id", "extra_id", "recusal_id")
FILLED = {f"{{{name}}}": "01a20d10-9505-7350-b7f7-bfead1b2c474" for name in IDS}
FILLED["{register}"] = "compounds"
FILLED["{kind}"] = "record"
HEADERS = {"Upload-Offset": "0", "Upload-Length": "1", "Suicha-Files": "0" * 64 + "=1"}


def routes(web) -> Iterator[tuple[str, str]]:
    """Method and path of everything that answers."""
    for found in iter_route_contexts(web.app.routes):
        for method in sorted(found.methods or {"GET"}):
            yield method, found.path


def guarded(web) -> list[tuple[str, str]]:
    found = [route for route in routes(web) if route[1].startswith(API) and route not in OPEN]
    assert len(found) >= 12, found
    return found


def answer(web, method: str, path: str, token: str | None) -> tuple[int, str]:
    """Status and code."""
    for name, value in FILLED.items():
        path = path.replace(name, value)
    path = path.replace("{sha256}", "0" * 64).replace("{line_sha256}", "0" * 64).replace("{size}", "copy")
    assert "{" not in path, path
    headers = HEADERS | ({"Authorization": f"Bearer {token}"} if token else {})
    asked = web.request(method, path, headers=headers, content=b"x" if method in ("POST", "PATCH") else None)
    return asked.status_code, asked.headers.get("Suicha-Problem", "")


def test_what_lies_outside_the_api_holds_no_secrets(web):
    outside = {path for _, path in routes(web) if not path.startswith(API)}
    assert {path for path in outside if path != "/" and not path.startswith(WITHOUT_SECRETS)} == set()


@pytest.mark.parametrize("token", [None, "invented"])
def test_nobody_is_let_in(web, web_office, token):
    let_in = {route: said for route in guarded(web) if (said := answer(web, *route, token)) != (401, "token-invalid")}
    assert let_in == {}


def test_a_tablet_is_let_into_tablet_routes_only(web, web_office):
    token = web_office.device_token()
    said = {route: answer(web, *route, token) for route in guarded(web)}
    for (method, path), told in said.items():
        assert (told == (401, "token-invalid")) == (not path.startswith(FOR_TABLETS)), (method, path, told)


def test_an_inspectors_account_is_let_into_nothing_but_the_way_out(web, web_office):
    token = web_office.centre.access.sign_in(web_office.account(Role.INSPECTOR), web_office.password).token
    for route in guarded(web):
        if route in FOR_ANY_ACCOUNT:
            continue
        expected = (401, "token-invalid") if route[1].startswith(FOR_TABLETS) else (403, "access-denied")
        assert answer(web, *route, token) == expected, route


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.ADMINISTRATOR])
def test_a_reviewer_is_let_into_no_tablet_route(web, web_office, role):
    token = web_office.centre.access.sign_in(web_office.account(role), web_office.password).token
    for route in guarded(web):
        if route[1].startswith(FOR_TABLETS):
            assert answer(web, *route, token) == (401, "token-invalid"), route


def test_a_revoked_tablet_is_told_so_everywhere(web, web_office):
    token = web_office.device_token()
    web_office.centre.registers.revoke_device(web_office.centre.access.sender_of(token).device_id)
    for route in guarded(web):
        if route[1].startswith(FOR_TABLETS):
            assert answer(web, *route, token) == (401, "device-revoked"), route
