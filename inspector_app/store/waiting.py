"""What counts as waiting for the centre, said once: for the chip and the sync card, for the groups and entries of the queue, and
for what is sent."""

_ON_RECORD_HERE = "photos.here = 1 AND (photos.removed_at IS NULL OR owed)"
_SHARED = """SELECT file FROM (
    SELECT copy_sha256 AS file FROM photos
    UNION ALL SELECT original_sha256 FROM photos WHERE original_sha256 <> copy_sha256
) GROUP BY file HAVING count(*) > 1"""
"""Files of several photos: listed once, so that who looks for another photo with a file seldom has to look through all."""
_ITS_PHOTO = f"""coalesce(
    (SELECT photos.id FROM photos LEFT JOIN outbox ON outbox.op_id = photos.added_by
        WHERE photos.id = evidence.photo_id AND {_ON_RECORD_HERE} AND coalesce(outbox.status, '') <> 'rejected'),
    CASE WHEN evidence.sha256 IN ({_SHARED}) THEN
        (SELECT photos.id FROM photos LEFT JOIN outbox ON outbox.op_id = photos.added_by
            WHERE evidence.sha256 IN (photos.copy_sha256, photos.original_sha256) AND {_ON_RECORD_HERE}
            ORDER BY outbox.status = 'rejected', photos.id LIMIT 1) END,
    (SELECT photos.id FROM photos WHERE photos.id = evidence.photo_id AND {_ON_RECORD_HERE}))"""
"""The photo that a file travels for: the one it came with, or else another with the same file, as an annotated one has it."""

FILES = f"""
FROM evidence CROSS JOIN photos ON photos.id = {_ITS_PHOTO}
LEFT JOIN outbox ON outbox.op_id = photos.added_by
WHERE stored_at IS NULL AND (role = 'copy' OR wanted = 1 OR originals <> 'on_demand')"""
"""Files that travel by themselves and are not at the centre yet, whatever stands in their way; each with its photo and the line
of the photo's record. CROSS JOIN: file by file, and never every file for every photo of an inspection."""

FOR_ANOTHER_LINK = "role = 'original' AND wanted = 0 AND originals = 'unmetered' AND NOT :unmetered"
TURNED_DOWN = "coalesce(outbox.status, '') = 'rejected'"
"""The photo's record was: its file has nowhere to go until that is asked for again, or released."""

WAITING_LINES = "FROM outbox WHERE status IN ('queued', 'hold')"
WAITING_FILES = f"{FILES} AND trouble IS NULL AND NOT ({TURNED_DOWN})"
"""On this link or another one."""
