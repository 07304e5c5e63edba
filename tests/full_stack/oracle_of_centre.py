"""What must stand at the centre for one tablet's word."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from tests.full_stack.claims import Claims, canonical
from tests.full_stack.tables import CentreTables, Row

_KINDS = {"start": "inspection.start", "submit": "inspection.submit"}


def chain_problems(claims: Claims, centre: CentreTables) -> Iterator[str]:
    """Numbers without gaps, lines with their hashes, links recomputed here; receipts name links that hold; nothing set apart."""
    operations = [row for row in centre.operations if row["device_id"] == claims.device]
    if [row["seq"] for row in operations] != list(range(1, len(operations) + 1)):
        yield f"numbers of operations {[row['seq'] for row in operations]}"
    link, links = "", {}
    for row in operations:
        digest = sha256(row["line"]).hexdigest()
        line = json.loads(row["line"])
        if digest != row["line_sha256"] or line["id"] != row["id"] or line.get("chain", "") != link:
            yield f"operation {row['seq']} does not continue the chain"
        link = links[row["seq"]] = sha256((link + digest).encode()).hexdigest()
        if row["status"] == "rejected":
            yield f"operation {row['seq']} ({row['kind']}) was rejected: {row['code']}"
    receipts = [row for row in centre.receipts if row["device_id"] == claims.device]
    yield from (f"receipt {row['seq']} is for another link" for row in receipts if links.get(row["seq"]) != row["link"])
    if operations and (not receipts or receipts[-1]["seq"] != len(operations)):
        yield "the last operation has no receipt"
    yield from (f"set apart: {row['code']} {row['reason']}" for row in centre.quarantine if row["device_id"] == claims.device)


def result_problems(claims: Claims, centre: CentreTables) -> Iterator[str]:
    """Every acknowledged answer once, no answer that nobody gave, and what is not current any more was seen or is contested."""
    mine = {row["id"]: json.loads(row["line"]) for row in _mine(claims, centre, "result.set")}
    revisions = {row["id"]: row for row in centre.revisions}
    for op, answer in claims.answers.items():
        revision = revisions.get(op)
        if op not in mine or revision is None:
            yield f"lost: answer {answer['item']} {op}"
        elif canonical(json.loads(revision["value"])) != canonical(answer["value"]):
            yield f"another value stands for answer {answer['item']} {op}"
        elif mine[op]["body"].get("base") not in answer["seen"]:
            yield f"answer {answer['item']} {op} replaces {mine[op]['body'].get('base')}, on the screen was {answer['seen']}"
        elif not _still_in_sight(revision, centre):
            yield f"overwritten silently: answer {answer['item']} {op}"
    for op in mine.keys() - revisions.keys():
        yield f"operation {op} without a revision"
    unclaimed = [line["body"] for op, line in mine.items() if op not in claims.answers]
    contents = (("answer", body["inspection_id"], body["item_code"], canonical(body["value"])) for body in unclaimed)
    yield from _more_than_doubted("answer", contents, claims)


def _still_in_sight(revision: Row, centre: CentreTables) -> bool:
    """It is the current value, or somebody who had it before his eyes replaced it, or it is kept as a conflict, or it said what
    another current one said."""
    if revision["conflict"] or any(row["revision"] == revision["id"] for row in centre.results):
        return True
    others = [row for row in _of_item(centre.revisions, revision) if row["id"] != revision["id"]]
    return any(
        row["base"] == revision["id"] or (not row["conflict"] and canonical_text(row) == canonical_text(revision))
        for row in others
    )


def canonical_text(row: Row) -> str:
    """A stored value, for comparison."""
    return canonical(json.loads(row["value"]))


def _of_item(rows: Iterable[Row], like: Row) -> list[Row]:
    key = (like["inspection_id"], like["item_code"])
    return [row for row in rows if (row["inspection_id"], row["item_code"]) == key]


def photo_problems(claims: Claims, centre: CentreTables) -> Iterator[str]:
    """Every acknowledged photo once, removed only when somebody removed it."""
    held = {row["id"]: row for row in centre.photos}
    for photo, claim in claims.photos.items():
        row = held.get(photo)
        if row is None:
            yield f"lost: photo {photo} of {claim['item']}"
            continue
        said = (claim["inspection"], claim["item"], claim["copy"], claim["original"])
        if said != (row["inspection_id"], row["item_code"], row["copy_sha256"], row["original_sha256"]):
            yield f"photo {photo} is not the one that was taken"
        removed = row["removed_at"] is not None
        if removed != (photo in claims.removed) and not (removed and photo in claims.maybe_removed):
            yield f"photo {photo} is {'removed' if removed else 'not removed'}"
    mine = [json.loads(row["line"])["body"] for row in _mine(claims, centre, "photo.add")]
    unclaimed = [body for body in mine if body["photo"]["photo_id"] not in claims.photos]
    contents = (
        ("photo", body["inspection_id"], body["photo"]["item_code"], body["photo"]["original_sha256"]) for body in unclaimed
    )
    yield from _more_than_doubted("photo", contents, claims)
    removals = Counter(json.loads(row["line"])["body"]["photo_id"] for row in _mine(claims, centre, "photo.remove"))
    yield from (f"doubled: removal of {photo}" for photo, count in removals.items() if count > 1)
    yield from (f"lost: removal of {photo}" for photo in claims.removed - removals.keys())


def visit_problems(claims: Claims, centre: CentreTables) -> Iterator[str]:
    """Starts and submissions as often as they were acknowledged; what was submitted is so, with a finding for every failure."""
    states = {row["id"]: row["state"] for row in centre.inspections}
    for kind, name in _KINDS.items():
        there = Counter(row["inspection_id"] for row in _mine(claims, centre, name))
        for (what, inspection), count in claims.acts.items():
            most = count + claims.doubtful[kind, inspection, "", ""]
            least = count if kind == "submit" else 0  # who comes second to a visit joins it without an operation
            if what == kind and not (least <= there[inspection] <= most and inspection in states):
                yield f"{kind} of {inspection} ({states.get(inspection)}) stands {there[inspection]} times, acknowledged {count}"
    for (what, inspection), count in claims.acts.items():
        submissions = [row for row in centre.reviews if row["inspection_id"] == inspection and row["act"] == "submitted"]
        if what == "submit" and (states.get(inspection) != "submitted" or len(submissions) != count):
            yield f"{inspection} is {states.get(inspection)} after {len(submissions)} submissions"
        failed = [row for row in centre.results if row["inspection_id"] == inspection and row["outcome"] == "fail"]
        found = [row["item_code"] for row in centre.findings if row["inspection_id"] == inspection]
        if what == "submit" and sorted(found) != sorted(row["item_code"] for row in failed):
            yield f"{inspection} has findings {found}"


def made_up_problems(centre: CentreTables) -> Iterator[str]:
    """Nothing stands in an inspection that no operation brought."""
    operations = {row["id"] for row in centre.operations}
    added = {json.loads(row["line"])["body"]["photo"]["photo_id"] for row in centre.operations if row["kind"] == "photo.add"}
    yield from (f"made up: answer {row['item_code']} {row['id']}" for row in centre.revisions if row["id"] not in operations)
    yield from (f"made up: photo {row['id']}" for row in centre.photos if row["id"] not in added)
    known = {row["id"]: canonical_text(row) for row in centre.revisions}
    for row in centre.results:
        if known.get(row["revision"]) != canonical_text(row):
            yield f"made up: {row['item_code']} has a value that nobody gave"


def evidence_problems(centre: CentreTables, folder: Path) -> list[str]:
    """Every file of every photo that was not removed: its bytes hash to its name, its row knows its size, no part beside it."""
    known = {row["sha256"]: row["size"] for row in centre.evidence}
    problems = []
    for photo in (photo for photo in centre.photos if photo["removed_at"] is None):
        facts = json.loads(photo["facts"])
        for role in ("copy", "original"):
            name, size = facts[f"{role}_sha256"], facts[f"{role}_size"]
            path = folder / name[:2] / name
            content = path.read_bytes() if path.exists() else b""
            if sha256(content).hexdigest() != name or len(content) != size:
                problems.append(f"{role} of photo {photo['id']}: {len(content)} of {size} bytes, or others")
            if known.get(name) != size:
                problems.append(f"{role} of photo {photo['id']} is not in the index")
            if path.with_name(f"{name}.part").exists():
                problems.append(f"a part lies beside the {role} of photo {photo['id']}")
    return problems


def _mine(claims: Claims, centre: CentreTables, kind: str) -> list[Row]:
    return [row for row in centre.operations if row["device_id"] == claims.device and row["kind"] == kind]


def _more_than_doubted(what: str, contents: Iterable[tuple[str, ...]], claims: Claims) -> Iterator[str]:
    extra = Counter(contents) - claims.doubtful
    yield from (f"doubled or made up: {what} {content}" for content in extra)
