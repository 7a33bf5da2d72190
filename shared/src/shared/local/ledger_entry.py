"""A line of a ledger: what became of one notice, by ids and codes alone."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from shared.local.errors import LocalStackError

VERSION = 1

KEY = ("template", "about_kind", "about_id", "occasion", "slot")
"""What makes a notice the same notice: the fact it tells of, its receiver and its template."""

FIELDS = (
    "id",
    *KEY,
    "template_version",
    "role",
    "contact_id",
    "recipient_role",
    "corrects",
    "channel",
    "bundle_id",
    "digest_at",
    "status",
    "attempt",
    "in_doubt",
    "reason",
    "created_at",
    "due_at",
    "queued_at",
    "first_tried_at",
    "sent_at",
    "acknowledged_at",
    "answer",
    "answer_by",
    "unanswered_at",
    "printed_at",
    "version",
    "correlation_id",
    "causation_id",
    "traceparent",
)
"""All that a line may say: ids, codes and times. No name, address, register number or text is among them."""

_NEEDED = frozenset({"id", *KEY, "status", "version"})

Header = dict[str, Any]


def header_line(fields: Sequence[str], *, entries: int, exported_at: str) -> str:
    """The first line: what the file is, which fields its lines have, and how many lines follow."""
    header = {"ledger": "flankerend", "version": VERSION, "exported_at": exported_at, "entries": entries}
    return json.dumps({**header, "fields": list(fields)})


def header_of(line: str) -> Header:
    """The first line as it was written. Raises `LocalStackError` for a file that is no ledger of a known version."""
    header = _object(line)
    if header is None or header.get("ledger") != "flankerend":
        raise LocalStackError("This is no ledger: its first line should be one that `flankerend ledger export` writes.")
    if header.get("version") != VERSION:
        raise LocalStackError(
            f"This ledger has version {header.get('version')}, and this flankerend reads version {VERSION}: "
            "import it with the version of flankerend that wrote it, or a newer one."
        )
    fields, entries = header.get("fields"), header.get("entries")
    if not isinstance(entries, int) or not isinstance(fields, list) or not set(fields) >= _NEEDED:
        raise LocalStackError("The first line of this ledger is not whole: export it again.")
    if unknown := sorted(set(map(str, fields)) - set(FIELDS)):
        raise LocalStackError(f"This ledger has fields that no ledger of this version has: {', '.join(unknown)}.")
    return header


def entry_of(number: int, line: str, fields: Sequence[str]) -> dict[str, Any]:
    """The entry of a line. Raises `LocalStackError`, which names the line and not what it says."""
    entry = _object(line)
    if entry is None or set(entry) != set(fields):
        raise LocalStackError(f"Line {number} of this ledger is not whole: export it again.")
    try:
        UUID(entry["id"]), UUID(entry["about_id"])
        int(entry["occasion"]), int(entry["version"])
    except (TypeError, ValueError, AttributeError):
        raise LocalStackError(f"Line {number} of this ledger has an id or number that is none.") from None
    return entry


def _object(line: str) -> dict[str, Any] | None:
    try:
        content = json.loads(line)
    except ValueError:
        return None
    return content if isinstance(content, dict) else None
