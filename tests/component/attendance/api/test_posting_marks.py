import base64
import json
from typing import Any

import pytest

from shared.domain.roles import Role
from shared.testing.logs import captured_logs

from .harness import OTHER_SCHOOL, Harness, mark

PATH = "/attendance-records"
STRUCTURED = {"Content-Type": "application/cloudevents+json"}
BATCH = {"Content-Type": "application/cloudevents-batch+json; charset=utf-8"}


def event(data: Any, **attributes: Any) -> dict[str, Any]:
    return {
        "specversion": "1.0",
        "id": "event-1",
        "source": "/schools/123456",
        "type": "be.flankerend.school.attendance-recorded.v1",
        "data": data,
    } | attributes


def in_base64(data: Any, **attributes: Any) -> dict[str, Any]:
    """The event as an SDK writes it that was handed the JSON as bytes."""
    members = event(None, **attributes, data_base64=base64.b64encode(json.dumps(data).encode()).decode())
    return {name: value for name, value in members.items() if name != "data"}


def in_headers(**attributes: str) -> dict[str, str]:
    """The attributes of an event in binary mode."""
    members = {name: value for name, value in event(None, **attributes).items() if value is not None}
    return {f"ce-{name}": value for name, value in members.items()}


async def statuses(harness: Harness, body: Any, headers: dict[str, str] | None = None) -> list[str]:
    answer = await harness.coordinator.post(PATH, json=body, headers=headers)
    assert answer.status_code == 200, answer.text
    results = answer.json()["results"]
    assert [result["index"] for result in results] == list(range(len(results)))
    return [result["status"] for result in results]


async def counts(harness: Harness) -> dict[str, int]:
    answer = await harness.coordinator.get("/pupils/123456/1234567/attendance")
    found: dict[str, int] = answer.json()["counts"]
    return {status: number for status, number in found.items() if number}


async def test_a_mark_is_accepted_and_then_unchanged(enrolled: Harness) -> None:
    assert await statuses(enrolled, mark()) == ["accepted"]
    assert await statuses(enrolled, mark()) == ["unchanged"]
    assert await counts(enrolled) == {"problematic": 1}


@pytest.mark.parametrize("wrap", [lambda marks: marks, lambda marks: {"marks": marks}])
async def test_a_list_is_answered_mark_by_mark(enrolled: Harness, wrap: Any) -> None:
    older = mark(code="Z", recorded_at="2026-10-05T08:00:00+02:00")
    tomorrow = mark(date="2026-11-21")
    holiday = mark(date="2026-11-04")
    stranger = mark(pupil="7654321")
    marks = [mark(), older, mark(half_day="PM", code="?"), tomorrow, holiday, stranger]
    answer = await enrolled.coordinator.post(PATH, json=wrap(marks))
    assert [(each["status"], each["reason"]) for each in answer.json()["results"]] == [
        ("accepted", None),
        ("superseded", None),
        ("accepted", "unknown-code"),
        ("rejected", "date-after-today"),
        ("rejected", "outside-calendar"),
        ("pending", "no-enrolment"),
    ]
    assert await counts(enrolled) == {"problematic": 1, "unknown": 1}


async def test_what_a_request_came_to_is_logged(enrolled: Harness) -> None:
    with captured_logs("attendance") as logs:
        await statuses(enrolled, [mark(), mark(half_day="PM", code="?"), mark(half_day="noon"), mark(pupil="7")])
    line = logs.line("attendance.marks_recorded")
    assert (line["marks"], line["accepted"], line["pending"], line["rejected"]) == (4, 2, 1, 1)
    assert line["unknown_codes"] == 1


async def test_a_malformed_mark_in_a_list_costs_that_mark_alone(enrolled: Harness) -> None:
    body = [mark(date="5 October"), mark(), "no mark", mark(half_day="PM", package="paper")]
    answer = await enrolled.coordinator.post(PATH, json=body)
    results = answer.json()["results"]
    assert [(each["status"], each["field"]) for each in results] == [
        ("rejected", "date"),
        ("accepted", None),
        ("rejected", "body"),
        ("rejected", "package"),
    ]
    assert results[0]["reason"].startswith("date: ")
    assert await counts(enrolled) == {"problematic": 1}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (mark(date="5 October"), "date"),
        (mark(school="12345"), "school"),
        (mark(recorded_at="2026-10-05T08:52:10"), "recorded_at"),
        ({}, "school"),
        ([], "marks"),
        ({"marks": []}, "marks"),
        ({"marks": {}}, "body"),
        ("text", "body"),
        (None, "body"),
        ([mark()] * 501, "marks"),
    ],
)
async def test_a_malformed_body_is_refused_with_its_field(harness: Harness, body: Any, field: str) -> None:
    answer = await harness.coordinator.post(PATH, json=body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["errors"][0]["field"] == field


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b'{"a": NaN}'])
async def test_what_is_no_json_is_refused(harness: Harness, body: bytes) -> None:
    answer = await harness.coordinator.post(PATH, content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "body"


async def test_dates_at_the_ends_of_time_are_rejected_and_the_others_count(enrolled: Harness) -> None:
    dates = ["0001-01-01", "1582-10-15", "9999-12-31", "9997-09-01"]
    assert await statuses(enrolled, [mark(date=day) for day in dates] + [mark()]) == ["rejected"] * 4 + ["accepted"]


async def test_five_hundred_marks_are_taken_at_once(enrolled: Harness) -> None:
    assert await statuses(enrolled, [mark()] + [mark(pupil=str(number)) for number in range(499)]) == [
        "accepted",
        *["pending"] * 499,
    ]


async def test_a_cloudevent_gives_the_mark_its_event_id(enrolled: Harness) -> None:
    assert await statuses(enrolled, event(mark()), STRUCTURED) == ["accepted"]
    answer = await enrolled.coordinator.get("/pupils/123456/1234567/attendance")
    assert answer.json()["half_days"][0]["event_id"] == "event-1"


async def test_data_that_were_handed_over_as_bytes_are_read(enrolled: Harness) -> None:
    assert await statuses(enrolled, in_base64(mark()), STRUCTURED) == ["accepted"]
    batch = [event(mark()), in_base64({"marks": [mark(half_day="PM"), mark(date="2026-10-06")]}, id="event-2")]
    assert await statuses(enrolled, batch, BATCH) == ["unchanged", "accepted", "accepted"]


async def test_an_event_in_headers_keeps_its_id(enrolled: Harness) -> None:
    assert await statuses(enrolled, mark(), in_headers(id="caf%C3%A9-%25", time="yesterday")) == ["accepted"]
    marks = {"marks": [mark(half_day="PM"), mark(date="x")]}
    assert await statuses(enrolled, marks, in_headers(id='"event 2"')) == ["accepted", "rejected"]
    answer = await enrolled.coordinator.get("/pupils/123456/1234567/attendance")
    assert [half_day["event_id"] for half_day in answer.json()["half_days"]] == ["café-%", "event 2"]


@pytest.mark.parametrize(
    ("headers", "field"),
    [
        ({"ce-id": "event-1"}, "specversion"),
        (in_headers(specversion="0.3"), "specversion"),
        ({name: value for name, value in in_headers().items() if name != "ce-source"}, "source"),
        (in_headers(id="%FF"), "id"),
        (in_headers(type="be.flankerend.school.pupil-enrolled.v1"), "type"),
    ],
)
async def test_headers_that_make_no_event_refuse_the_mark(
    harness: Harness, headers: dict[str, str], field: str
) -> None:
    answer = await harness.coordinator.post(PATH, json=mark(), headers=headers)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == field


@pytest.mark.parametrize("attribute", [{"sequence": "0"}, {"sequence": "01JB3V5M3Q"}, {"time": "?"}, {"time": ""}])
async def test_an_attribute_nothing_reads_refuses_no_event(enrolled: Harness, attribute: Any) -> None:
    assert await statuses(enrolled, event(mark(), **attribute), STRUCTURED) == ["accepted"]


async def test_a_batch_of_cloudevents_is_answered_mark_by_mark(enrolled: Harness) -> None:
    marks = {"marks": [mark(half_day="PM"), mark(date="2026-10-06"), mark(date="x")]}
    batch = [event(mark()), event(marks, id="event-2"), event(mark(), id=""), event(mark(), type="another")]
    answer = await enrolled.coordinator.post(PATH, json=batch, headers=BATCH)
    assert [(each["status"], each["field"]) for each in answer.json()["results"]] == [
        ("accepted", None),
        ("accepted", None),
        ("accepted", None),
        ("rejected", "date"),
        ("rejected", "id"),
        ("rejected", "type"),
    ]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (event(mark(), specversion="0.3"), "specversion"),
        (event(mark(date="x")), "date"),
        ({"data": mark()}, "specversion"),
        (event("text"), "body"),
        (event(mark(), data_base64="e30="), "data_base64"),
        (in_base64(mark()) | {"data_base64": "not base64"}, "data_base64"),
        (in_base64(mark(date="x")), "date"),
        ([], "body"),
    ],
)
async def test_a_malformed_cloudevent_is_refused_with_its_field(harness: Harness, body: Any, field: str) -> None:
    answer = await harness.coordinator.post(PATH, json=body, headers=STRUCTURED)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == field


async def test_a_school_records_its_own_marks(enrolled: Harness) -> None:
    answer = await enrolled.by(Role.SCHOOL).post(PATH, json=mark())
    assert answer.json()["results"][0]["status"] == "accepted"


@pytest.mark.parametrize(
    "foreign", [mark(school=OTHER_SCHOOL), mark(school=OTHER_SCHOOL, date="malformed"), mark(school="12")]
)
@pytest.mark.parametrize("wrap", [lambda foreign: [mark(), foreign], lambda foreign: {"marks": [mark(), foreign]}])
async def test_a_mark_of_another_school_refuses_the_request_as_a_whole(
    enrolled: Harness, foreign: Any, wrap: Any
) -> None:
    answer = await enrolled.by(Role.SCHOOL).post(PATH, json=wrap(foreign))
    assert answer.status_code == 403
    assert await counts(enrolled) == {}


@pytest.mark.parametrize("written", [event, in_base64])
@pytest.mark.parametrize("attributes", [{}, {"type": "another"}, {"specversion": "2.0"}])
async def test_a_cloudevent_of_another_school_is_refused(enrolled: Harness, written: Any, attributes: Any) -> None:
    events = [event(mark()), written({"marks": [mark(school=OTHER_SCHOOL)]}, **attributes)]
    answer = await enrolled.by(Role.SCHOOL).post(PATH, json=events, headers=BATCH)
    assert answer.status_code == 403
    assert await counts(enrolled) == {}


async def test_an_event_of_another_school_in_headers_is_refused(enrolled: Harness) -> None:
    answer = await enrolled.by(Role.SCHOOL).post(PATH, json=mark(school=OTHER_SCHOOL), headers=in_headers())
    assert answer.status_code == 403


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.COUNSELLOR, Role.CLB, Role.YOUTH_COACH])
async def test_others_record_nothing(harness: Harness, role: Role) -> None:
    assert (await harness.by(role).post(PATH, json=mark())).status_code == 403


async def test_another_content_type_is_not_taken(harness: Harness) -> None:
    answer = await harness.coordinator.post(PATH, content=b"<xml/>", headers={"Content-Type": "text/xml"})
    assert answer.status_code == 415
