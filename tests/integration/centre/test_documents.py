"""The API's documents are complete and need nothing from outside."""

import re

from sync.protocol.endpoints import API


def test_the_documents_load_only_from_the_centre_itself(web):
    page = web.get("/docs")
    loaded = re.findall(r"""(?:src|href)=["']([^"']+)""", page.text)
    assert len(loaded) >= 3
    for address in loaded:
        assert address.startswith("/"), address
        assert not address.startswith("//"), address
        assert web.get(address).status_code == 200, address
    styles = next(address for address in loaded if address.endswith(".css"))
    assert not re.search(r"url\(\s*['\"]?https?:|@import", web.get(styles).text)


def test_bodies_read_as_bytes_are_described(web):
    paths = web.get("/openapi.json").json()["paths"]
    push = paths[f"{API}/operations"]["post"]["requestBody"]
    chunk = paths[f"{API}/evidence/{{sha256}}"]["patch"]
    assert list(push["content"]) == ["application/x-ndjson"]
    assert list(chunk["requestBody"]["content"]) == ["application/octet-stream"]
    assert {"Upload-Offset", "Upload-Length"} <= {parameter["name"] for parameter in chunk["parameters"]}


def test_every_route_of_the_api_says_what_it_does_and_who_may_ask(web):
    document = web.get("/openapi.json").json()
    for path, methods in document["paths"].items():
        for method, route in methods.items():
            assert len(route["summary"].split()) > 1, (method, path)
            if not path.endswith(("/enrolments", "/health", "/centre-key", "/rescue-key")) and (method, path) != (
                "post",
                f"{API}/sessions",
            ):
                assert route.get("security"), (method, path)


def test_messages_are_described_field_by_field(web):
    schemas = web.get("/openapi.json").json()["components"]["schemas"]
    assert {"state_rev", "returned"} <= set(schemas["InspectionHead"]["properties"])
    assert {"PushAnswer", "Changes", "InspectionDetail", "EvidenceState"} <= set(schemas)


def test_errors_are_described_as_they_are_answered(web):
    document = web.get("/openapi.json").json()
    assert not {"HTTPValidationError", "ValidationError"} & set(document["components"]["schemas"])
    for path, methods in document["paths"].items():
        for method, route in methods.items():
            problems = {status: one for status, one in route["responses"].items() if int(status) >= 400}
            assert "503" in problems, (method, path)
            assert ("401" in problems) == ("security" in route), (method, path)
            for status, one in problems.items():
                (example,) = (kind["example"] for name, kind in one["content"].items() if name == "application/problem+json")
                assert example["status"] == int(status)
    described = document["paths"][f"{API}/inspections"]["get"]["responses"]["401"]["content"]["application/problem+json"]
    answered = web.get(f"{API}/inspections", headers={"Accept-Language": "en"})
    assert (answered.status_code, answered.json()) == (401, described["example"])


def test_every_room_of_the_api_is_introduced_and_signing_in_is_explained(web):
    document = web.get("/openapi.json").json()
    used = {tag for methods in document["paths"].values() for route in methods.values() for tag in route["tags"]}
    assert used == {tag["name"] for tag in document["tags"]}
    assert f"POST {API}/sessions" in document["info"]["description"]
    assert "Retry-After" in document["info"]["description"]
