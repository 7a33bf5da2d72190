"""Where the services' own ideas of a case, a meeting or a notice contradict each other once nothing moves any more."""

from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from typing import Any

from .harness import Harness

_STANDING = {"withdrawn": "ended", "closed": "ended", "withdrawal-proposed": "withdrawal-proposed"}
_TO_COME = {"proposed", "scheduled", "under-review"}
_OPENINGS = ("case-opened", "case-reopened")

Row = dict[str, Any]


async def contradictions(harness: Harness) -> list[str]:
    """What should not be; empty when the services agree and everybody was told what is so, once."""
    cases = await harness.rows("casework", "SELECT * FROM case_record")
    meetings = await harness.rows("consultation", "SELECT * FROM meeting")
    return [
        *[error async for error in _of_any_service(harness)],
        *[error async for error in _of_cases(harness, cases, meetings)],
        *[error async for error in _of_meetings(harness, meetings)],
        *[error async for error in _of_case_notices(harness)],
        *[error async for error in _of_invitations(harness, meetings)],
    ]


async def _of_any_service(harness: Harness) -> AsyncIterator[str]:
    for name in harness.services:
        for row in await harness.rows(name, "SELECT topic, error FROM dead_letter"):
            yield f"{name} could not handle {row}"
        gaps = "SELECT topic, key FROM outbox GROUP BY 1, 2 HAVING min(sequence) <> 1 OR max(sequence) <> count(*)"
        for row in await harness.rows(name, gaps):
            yield f"{name} left out a version of {row}"


async def _of_cases(harness: Harness, cases: list[Row], meetings: list[Row]) -> AsyncIterator[str]:
    rows = await harness.rows("consultation", "SELECT * FROM known_case")
    known = {row["case_id"]: row["standing"] for row in rows}
    asked_since = {row["case_id"] for row in rows if max(row["requests"], default=0) > row["sequence"]}
    for case in cases:
        expected = _STANDING.get(case["status"], "open")
        if known[case["case_id"]] != expected:
            yield f"a case that is {case['status']} is {known[case['case_id']]} to consultation"
        if expected == "open" and not any(_is_for(meeting, case) for meeting in meetings):
            yield "an open case of a secondary pupil has no meeting that its end did not cancel"
    owners = Counter(case["person_id"] for case in cases if _STANDING.get(case["status"]) != "ended")
    if owners and max(owners.values()) > 1:
        yield "a person has two open cases"
    for meeting in meetings:
        standings = {known[case_id] for case_id in meeting["case_ids"]}
        settled = _is_past(harness, meeting) or not asked_since.isdisjoint(meeting["case_ids"])
        for error in _of_standing(meeting, standings, settled=settled):
            yield error


def _is_for(meeting: Row, case: Row) -> bool:
    return case["case_id"] in meeting["case_ids"] and meeting["cancel_reason"] != "case-ended"


def _of_standing(meeting: Row, standings: set[str], *, settled: bool) -> Iterator[str]:
    """`settled`: it is past, or somebody asked for it after the withdrawal was proposed."""
    if meeting["status"] in {"proposed", "scheduled", "under-review"} and standings == {"ended"} and not settled:
        yield f"a meeting of an ended case is {meeting['status']}"
    if meeting["status"] == "scheduled" and "open" not in standings and not settled:
        yield "a meeting of a case that may be withdrawn is not under review"
    if meeting["status"] == "under-review" and "open" in standings:
        yield "a meeting of an open case is under review"


def _is_past(harness: Harness, meeting: Row) -> bool:
    return meeting["ends_at"] is not None and meeting["ends_at"] <= harness.clock.now()


async def _of_meetings(harness: Harness, meetings: list[Row]) -> AsyncIterator[str]:
    copies = {row["meeting_id"]: row for row in await harness.rows("casework", "SELECT * FROM meeting")}
    linked: dict[Any, set[Any]] = defaultdict(set)
    for row in await harness.rows("casework", "SELECT * FROM meeting_case"):
        linked[row["meeting_id"]].add(row["case_id"])
    for meeting in meetings:
        if meeting["meeting_id"] in copies and linked[meeting["meeting_id"]] != set(meeting["case_ids"]):
            yield "a meeting is another case's to casework"
        copy = copies.pop(meeting["meeting_id"], None)
        if copy is None or copy["status"] != meeting["status"]:
            yield f"a meeting that is {meeting['status']} is {copy and copy['status']} to casework"
        elif copy["attention_reasons"] != meeting["attention_reasons"]:
            yield f"a meeting that asks for {meeting['attention_reasons']} asks for {copy['attention_reasons']} there"
        if meeting["status"] == "scheduled" and _is_past(harness, meeting) and not meeting["attention_reasons"]:
            yield "a meeting that is past asks nobody to complete it"
    for copy in copies.values():
        if copy["status"] in _TO_COME:
            yield "casework waits for a meeting that nobody plans"


async def _of_case_notices(harness: Harness) -> AsyncIterator[str]:
    notices = await harness.rows("notifications", "SELECT * FROM notice ORDER BY position")
    facts = await harness.rows("notifications", "SELECT * FROM case_fact ORDER BY case_id, sequence")
    withdrawals = [*(fact for fact in facts if fact["kind"] == "withdrawn"), *_handed_on(facts)]
    ended = await harness.rows("notifications", "SELECT * FROM case_fact WHERE kind IN ('withdrawn', 'merged')")
    corrected = Counter(
        id_ for notice in notices if notice["template"] == "case-withdrawn" for id_ in notice["corrects"]
    )
    for notice in notices:
        if notice["status"] not in {"sent", "cancelled"}:
            yield f"a notice {notice['template']} is left {notice['status']}, {notice['reason']}"
        if notice["template"] in _OPENINGS:
            expected = int(notice["status"] == "sent" and _after(notice, withdrawals))
            if corrected[notice["id"]] != expected:
                yield f"a notice has {corrected[notice['id']]} corrections in place of {expected}"
            if notice["status"] == "cancelled" and not _after(notice, ended):
                yield "nobody was told of a case that holds"


def _handed_on(facts: list[Row]) -> list[Row]:
    """Mergers that a withdrawal of the case it went on in followed, before the case was opened again."""
    mergers = [fact for fact in facts if fact["kind"] == "merged"]
    withdrawn = {(fact["case_id"], fact["ended_at"]) for fact in facts if fact["kind"] == "withdrawn"}
    handed_on: list[Row] = []
    for _ in mergers:  # a case can go on in one that goes on in another
        handed_on = [
            merger
            for merger in mergers
            if any(
                case_id == merger["merged_into"] and at >= merger["ended_at"] and not _opened_until(facts, merger, at)
                for case_id, at in withdrawn
            )
        ]
        withdrawn |= {
            (merger["case_id"], at)
            for merger in handed_on
            for case_id, at in set(withdrawn)
            if case_id == merger["merged_into"]
        }
    return handed_on


def _opened_until(facts: list[Row], merger: Row, at: datetime) -> bool:
    return any(
        fact["opened_at"] <= at
        for fact in facts
        if fact["case_id"] == merger["case_id"] and fact["sequence"] > merger["sequence"] and fact["opened_at"]
    )


def _after(notice: Row, facts: list[Row]) -> bool:
    return any(fact["case_id"] == notice["about_id"] and fact["sequence"] > notice["occasion"] for fact in facts)


async def _of_invitations(harness: Harness, meetings: list[Row]) -> AsyncIterator[str]:
    sent = "SELECT * FROM notice WHERE about_kind = 'meeting' AND status = 'sent' ORDER BY position"
    last = {(row["about_id"], row["slot"]): row["template"] for row in await harness.rows("notifications", sent)}
    taking_part = {
        (row["meeting_id"], row["contact_id"])
        for row in await harness.rows("consultation", "SELECT * FROM meeting_participant WHERE active")
    }
    held = {meeting["meeting_id"] for meeting in meetings if meeting["status"] == "held"}
    for participant in taking_part - last.keys():
        if participant[0] not in held:
            yield "somebody was not invited"
    for (meeting_id, contact_id), template in last.items():
        if meeting_id not in held and (template == "meeting-cancelled") == ((meeting_id, contact_id) in taking_part):
            yield f"the last word to somebody was {template}"
