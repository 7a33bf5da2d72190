from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from shared.domain.roles import Role

from .harness import OTHER_SCHOOL, SCHOOL, Harness, enrolment

HEADER = "pupil,date,half_day,code\n"
ROWS = HEADER + "1234567,2026-10-05,AM,B\n1234567,2026-10-05,PM,Z\n"


async def upload(client: httpx.AsyncClient, content: str | bytes, **params: Any) -> httpx.Response:
    return await client.post("/imports", content=content, params={"format": "csv", "school": SCHOOL} | params)


async def problematic(harness: Harness, pupil: str = "1234567", school: str = SCHOOL) -> int:
    answer = await harness.coordinator.get(f"/pupils/{school}/{pupil}/attendance")
    return int(answer.json()["counts"]["problematic"]) if answer.status_code == 200 else 0


def numbers(answer: httpx.Response) -> dict[str, int]:
    assert answer.status_code == 200, answer.text
    return {status: answer.json()[status] for status in ("accepted", "unchanged", "superseded", "pending", "rejected")}


async def test_a_file_is_recorded_and_again_changes_nothing(enrolled: Harness) -> None:
    first = await upload(enrolled.coordinator, ROWS)
    assert numbers(first) == {"accepted": 2, "unchanged": 0, "superseded": 0, "pending": 0, "rejected": 0}
    assert first.json()["lines"] == []
    again = await upload(enrolled.coordinator, ROWS)
    assert numbers(again) == {"accepted": 0, "unchanged": 2, "superseded": 0, "pending": 0, "rejected": 0}
    assert first.json()["import_id"] != again.json()["import_id"]
    assert await problematic(enrolled) == 1


async def test_lines_that_were_not_accepted_are_named_with_the_reason(enrolled: Harness) -> None:
    rows = ["1234567,2026-10-05,AM,B", "1234567,5/10/26,AM,B", "1234567,2026-10-10,AM,B", "9,2026-10-06,AM,?"]
    answer = await upload(enrolled.coordinator, HEADER + "\n".join(rows))
    assert numbers(answer) == {"accepted": 1, "unchanged": 0, "superseded": 0, "pending": 1, "rejected": 2}
    lines = answer.json()["lines"]
    assert [(each["line"], each["status"]) for each in lines] == [(3, "rejected"), (4, "rejected"), (5, "pending")]
    assert lines[0]["reason"].startswith("date: ")
    assert [each["reason"] for each in lines[1:]] == ["outside-calendar", "no-enrolment"]


async def test_of_a_file_with_a_day_with_the_month_first_nothing_is_recorded(enrolled: Harness) -> None:
    rows = "1234567,10/5/2026,AM,B\n" + "1234567,2026-10-05,AM,|\n" * 3000 + "1234567,10/13/2026,AM,B\n"
    for dry_run in ("true", "false"):
        answer = await upload(enrolled.coordinator, HEADER + rows, dry_run=dry_run)
        assert answer.status_code == 422
        [error] = answer.json()["errors"]
        assert error["field"] == "body"
        assert error["reason"].endswith("(line 3003)")
    found = (await enrolled.coordinator.get("/pupils/123456/1234567/attendance")).json()
    assert found["half_days"] == []


async def test_a_pupil_whose_number_was_a_decimal_is_not_enrolled_as_a_new_one(harness: Harness) -> None:
    answer = await upload(harness.coordinator, HEADER + "12345.0,2026-10-05,AM,B\n", enrol="implicit")
    assert numbers(answer)["rejected"] == 1
    assert (await harness.coordinator.get("/pupils/123456/12345.0/attendance")).status_code == 404


async def test_only_the_first_thousand_lines_are_named(enrolled: Harness) -> None:
    answer = await upload(enrolled.coordinator, HEADER + "x,x,x,x\n" * 6000)
    assert numbers(answer)["rejected"] == 6000
    assert [each["line"] for each in answer.json()["lines"]] == list(range(2, 1002))


async def test_a_file_larger_than_a_chunk_is_recorded_whole(harness: Harness) -> None:
    rows = "".join(f"{number},2026-10-05,AM,B\n" for number in range(6000))
    answer = await upload(harness.coordinator, HEADER + rows, enrol="implicit")
    assert numbers(answer)["accepted"] == 6000
    assert await problematic(harness, "0") == await problematic(harness, "5999") == 1


async def test_the_last_of_two_lines_for_a_half_day_holds(enrolled: Harness) -> None:
    answer = await upload(enrolled.coordinator, HEADER + "1234567,2026-10-05,AM,Z\n1234567,2026-10-05,AM,B\n")
    assert numbers(answer)["superseded"] == 1
    assert await problematic(enrolled) == 1


@pytest.mark.parametrize(("first", "last", "counted"), [("B", "Z", 0), ("Z", "B", 1)])
async def test_the_last_line_for_a_half_day_holds_however_far_it_is(
    harness: Harness, first: str, last: str, counted: int
) -> None:
    between = "".join(f"{number},2026-10-05,AM,|\n" for number in range(3000))
    content = f"{HEADER}1234567,2026-10-05,AM,{first}\n{between}1234567,2026-10-05,AM,{last}\n"
    answer = await upload(harness.coordinator, content, enrol="implicit")
    assert (numbers(answer)["accepted"], numbers(answer)["superseded"]) == (3001, 1)
    assert answer.json()["lines"] == [{"line": 2, "status": "superseded", "reason": None}]
    assert await problematic(harness) == counted
    again = await upload(harness.coordinator, content, enrol="implicit")
    assert (numbers(again)["unchanged"], numbers(again)["superseded"]) == (3001, 1)


async def test_a_dry_run_answers_the_same_and_records_nothing(harness: Harness) -> None:
    expected = {"accepted": 2, "unchanged": 0, "superseded": 0, "pending": 0, "rejected": 0}
    dry = await upload(harness.coordinator, ROWS, enrol="implicit", dry_run="true")
    assert (numbers(dry), dry.json()["dry_run"]) == (expected, True)
    assert (await harness.coordinator.get("/pupils/123456/1234567/attendance")).status_code == 404
    assert numbers(await upload(harness.coordinator, ROWS, enrol="implicit")) == expected


async def test_implicit_pupils_have_the_level_that_was_asked(harness: Harness) -> None:
    await upload(harness.coordinator, ROWS, enrol="implicit", level="lager")
    found = (await harness.coordinator.get("/pupils/123456/1234567/attendance")).json()
    assert found["person_id"] is not None
    assert found["planned_half_days"] > 0
    refused = await upload(harness.coordinator, ROWS, enrol="implicit", level="hoger")
    assert refused.status_code == 422


async def test_a_file_with_its_own_times_names_and_windows_letters(enrolled: Harness) -> None:
    text = "Leerling;Datum;Dagdeel;Afwezigheid;Ingevoerd;École\n1234567;2026-10-05;AM;L;2026-10-05T09:00:00+02:00;é\n"
    names = "pupil:Leerling,date:Datum,half_day:Dagdeel,code:Afwezigheid,recorded_at:Ingevoerd"
    answer = await upload(enrolled.coordinator, text.encode("cp1252"), package="wisa", columns=names)
    assert numbers(answer)["accepted"] == 1
    found = (await enrolled.coordinator.get("/pupils/123456/1234567/attendance")).json()
    [half_day] = found["half_days"]
    assert half_day["status"] == "late"
    assert datetime.fromisoformat(half_day["recorded_at"]) == datetime(2026, 10, 5, 7, tzinfo=UTC)


async def test_the_time_of_lines_without_one_can_be_given(enrolled: Harness) -> None:
    await upload(enrolled.coordinator, ROWS, recorded_at="2026-10-06T12:00:00+02:00")
    older = HEADER + "1234567,2026-10-05,AM,Z\n"
    answer = await upload(enrolled.coordinator, older, recorded_at="2026-10-05T12:00:00+02:00")
    assert numbers(answer)["superseded"] == 1


@pytest.mark.parametrize(
    ("content", "params", "field"),
    [
        (ROWS, {"format": "paper"}, "format"),
        (ROWS, {"school": "12"}, "school"),
        (ROWS, {"package": "paper"}, "package"),
        (ROWS, {"map": "noord"}, "map"),
        (ROWS, {"map": "noord:12"}, "map"),
        (ROWS, {"map": ["noord:123456", "noord:654321"]}, "map"),
        (ROWS, {"columns": "klas:Klas"}, "columns"),
        (ROWS, {"columns": "code:pupil,code:half_day"}, "columns"),
        (ROWS, {"columns": "code:date"}, "body"),
        (ROWS, {"periods": "1:AM,1:PM"}, "periods"),
        (ROWS, {"columns": "code:Afwezigheid"}, "body"),
        (ROWS, {"recorded_at": "2026-10-05"}, "recorded_at"),
        (ROWS, {"enrol": "all"}, "enrol"),
        (ROWS, {"dry_run": "perhaps"}, "dry_run"),
        ("", {}, "body"),
        ("<xml/>", {}, "body"),
        (ROWS + '1234567,2026-10-06,AM,"B\n', {}, "body"),
    ],
)
async def test_a_wrong_parameter_or_file_is_refused_and_nothing_recorded(
    enrolled: Harness, content: str, params: dict[str, Any], field: str
) -> None:
    answer = await upload(enrolled.coordinator, content, **params)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == field
    assert await problematic(enrolled) == 0


async def test_an_unknown_format_is_answered_with_those_that_exist(harness: Harness) -> None:
    reason = (await upload(harness.coordinator, ROWS, format="paper")).json()["errors"][0]["reason"]
    assert all(name in reason for name in ("'csv'", "'ed-fi'", "'ed-fi-calendar'"))


async def test_a_compressed_file_is_not_taken(harness: Harness) -> None:
    client = harness.coordinator
    client.headers["Content-Encoding"] = "gzip"
    assert (await upload(client, ROWS)).status_code == 415


async def test_a_file_is_streamed_up_to_its_limit(harness: Harness) -> None:
    client = harness.coordinator
    client.headers["Content-Length"] = str(512 * 1024 * 1024 + 1)
    assert (await upload(client, ROWS)).status_code == 413


async def test_a_school_brings_its_own_file(enrolled: Harness) -> None:
    answer = await enrolled.by(Role.SCHOOL).post("/imports", content=ROWS, params={"format": "csv"})
    assert numbers(answer)["accepted"] == 2


async def test_a_line_of_another_school_refuses_the_file_as_a_whole(enrolled: Harness) -> None:
    await enrolled.coordinator.post("/enrolments", json=enrolment(school=OTHER_SCHOOL))
    mixed = f"school,{HEADER}{SCHOOL},1234567,2026-10-05,AM,B\n{OTHER_SCHOOL},1234567,2026-10-05,AM,B\n"
    assert (await upload(enrolled.by(Role.SCHOOL), mixed)).status_code == 403
    assert await problematic(enrolled) == await problematic(enrolled, school=OTHER_SCHOOL) == 0


async def test_a_file_in_the_name_of_another_school_is_refused_even_when_it_is_malformed(enrolled: Harness) -> None:
    answer = await upload(enrolled.by(Role.SCHOOL), HEADER + "1234567,ooit,AM,B\n", school=OTHER_SCHOOL)
    assert answer.status_code == 403


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.COUNSELLOR, Role.CLB, Role.YOUTH_COACH])
async def test_others_import_nothing(harness: Harness, role: Role) -> None:
    assert (await upload(harness.by(role), ROWS)).status_code == 403


async def test_what_a_report_says_of_a_line_holds_no_code(enrolled: Harness) -> None:
    rows = ["1234567,2026-10-05,noon,KANARIE", "1234567,2026-10-05,PM,KANARIE", "1234567,2026-10-10,AM,KANARIE"]
    answer = await upload(enrolled.coordinator, HEADER + "\n".join(rows))
    assert len(answer.json()["lines"]) == 2
    assert "KANARIE" not in answer.text
