"""`/policy/balance`: shares of boards and levels, recomputed here from what was entered."""

from csv import DictReader
from io import StringIO
from typing import Any

from .councils import council, posted
from .harness import Harness
from .test_figures import tell_pupils

SCHOOLS = {
    "school-a": {"school": "125001", "board": "GO!", "levels": ["secundair"]},
    "school-b": {"school": "125002", "board": "OGO", "levels": ["kleuter", "lager"]},
    "school-c": {"school": "125003", "board": "VGO", "levels": ["lager"]},
}
PUPILS = {("125001", "secundair"): 120.0, ("125002", "lager"): 60.0, ("125002", "kleuter"): None}
INVITED = {"2026-10-06": ["school-a", "school-b"], "2026-12-01": ["school-a"]}


async def seated(harness: Harness) -> None:
    """A council with two of three schools, invited unevenly."""
    for organisation_id, details in SCHOOLS.items():
        body = {"organisation_id": organisation_id, "kind": "school", "name": organisation_id, **details}
        await posted(harness, "/organisations", body)
    path = f"/bodies/{(await council(harness))['body_id']}"
    for organisation_id in ("school-a", "school-b"):
        await posted(harness, f"{path}/members", {"organisation_id": organisation_id, "from": "2026-09-01"})
    for day, invited in INVITED.items():
        times = {"starts_at": f"{day}T10:00:00+01:00", "ends_at": f"{day}T12:00:00+01:00"}
        await posted(harness, f"{path}/sessions", {**times, "place": "Raadzaal", "invited_organisations": invited})
    await tell_pupils(harness, PUPILS)


async def asked(harness: Harness, accept: str = "application/json") -> Any:
    async with harness.asking("caseworker") as client:
        answer = await client.get("/policy/balance?school_year=2026-2027", headers={"Accept": accept})
    assert answer.status_code == 200, answer.text
    return answer


async def test_every_share_is_recomputed_from_what_was_entered(harness: Harness):
    await seated(harness)
    answer = (await asked(harness)).json()
    by_board = {row["board"]: row for row in answer["items"] if row["level"] is None}
    known = sum(number for number in PUPILS.values() if number)
    sent = sum(len(invited) for invited in INVITED.values())
    for organisation_id, details in SCHOOLS.items():
        row = by_board[details["board"]]
        own = [PUPILS.get((details["school"], level)) for level in details["levels"]]
        times = sum(organisation_id in invited for invited in INVITED.values())
        assert row["pupils"] == sum(number or 0 for number in own)
        share = round(sum(number or 0 for number in own) / known, 4) if any(own) else None
        assert row["pupils_share"] == share, "none where of no school a number is known"
        assert row["pupils_unknown"] == own.count(None)
        assert (row["invitations"], row["invitations_share"]) == (times, round(times / sent, 4))
        assert (row["members"], row["members_share"]) == ((1, 0.5) if times else (0, 0.0))
    assert answer["pupils_known_at"] == "2026-11-12T02:00:00+01:00"


async def test_csv_has_the_rows_of_json(harness: Harness):
    await seated(harness)
    items = (await asked(harness)).json()["items"]
    rows = list(DictReader(StringIO((await asked(harness, "text/csv")).text)))
    written = [{name: "" if value is None else str(value) for name, value in item.items()} for item in items]
    assert rows == written
    assert len(rows) == 3 + 3 + 9


async def test_without_figures_no_number_of_pupils_is_guessed(harness: Harness):
    await posted(
        harness,
        "/organisations",
        {"organisation_id": "a", "kind": "school", "name": "A", "school": "125001", "levels": ["lager"]},
    )
    answer = (await asked(harness)).json()
    [row] = [row for row in answer["items"] if row["level"] is None]
    assert (row["board"], row["pupils"], row["pupils_share"], row["pupils_unknown"]) == ("", 0, None, 1)
    assert answer["pupils_known_at"] is None
