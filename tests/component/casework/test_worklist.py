"""`GET /worklist`: what needs whom and why, counted, filtered, found by words."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from tests.tokens import bearer

from casework.api.work_answers import WorklistAnswer
from casework.application.watch_deadlines import watch_deadlines
from shared.contracts.attendance_signals import FeedHeard, FeedSilent, QuestionAnswered, QuestionAsked
from shared.contracts.vocabulary import QuestionReply
from shared.domain.half_days import HalfDay

from .harness import OTHER_SCHOOL, SCHOOL, Harness, contact, level_reached, level_withdrawn, person

COORDINATOR = bearer("coordinator", sub="u-co", contact="co-1")


async def open_case(harness: Harness, pupil: str = "P-1", school: str = SCHOOL, **names: Any) -> str:
    """A truancy case; its id."""
    signal = level_reached(school=school, pupil=pupil)
    await harness.receive(person(signal.person_id, (school, pupil), **names), str(signal.person_id))
    await harness.receive(signal, str(signal.person_id))
    case_id: str = next(case["case_id"] for case in await harness.cases() if case["pupil"] == pupil)
    return case_id


async def worklist(harness: Harness, headers: dict[str, str] | None = None, **params: Any) -> dict[str, Any]:
    answer = await harness.http.get("/worklist", headers=headers, params=params)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    of_model = WorklistAnswer.model_validate(body).model_dump_json(by_alias=True)
    assert answer.text == of_model, "nothing checks this answer on its way out"
    return body


async def why(harness: Harness, headers: dict[str, str] | None = None) -> dict[str, list[tuple[str, str | None]]]:
    """The reasons of each case, by pupil."""
    items = (await worklist(harness, headers))["items"]
    return {item["pupil"]: [(reason["kind"], reason["due"]) for reason in item["why"]] for item in items}


async def test_each_case_says_why_and_the_most_urgent_reason_stands_in_front(harness: Harness) -> None:
    case_id = await open_case(harness)
    await harness.act(case_id, "tasks", text="bellen", owner="cw-1", due="2026-11-24")
    [item] = (await worklist(harness))["items"]
    assert item["why"] == [
        {"kind": "task", "due": "2026-11-24"},
        {"kind": "respond", "due": "2026-11-30"},
        {"kind": "nobody", "due": None},
    ]
    assert (item["reason"], item["due"], item["reasons"]) == ("task", "2026-11-24", [])


async def test_a_task_of_mine_is_my_work_on_a_colleagues_case_too(harness: Harness) -> None:
    await harness.receive(contact("cw-2", "caseworker"), "cw-2")
    case_id = await open_case(harness)
    await harness.act(case_id, "assign", assignee="cw-2")
    assert await why(harness) == {}
    await harness.act(case_id, "tasks", text="bellen", owner="cw-1", due="2026-11-25")
    await harness.act(case_id, "tasks", text="schrijven", owner="cw-1", due="2026-11-24")
    assert await why(harness) == {"P-1": [("task", "2026-11-24")]}
    assert (await worklist(harness))["counts"] == {"task": 1}


async def test_a_hold_that_ended_by_itself_waits_until_somebody_acts(harness: Harness) -> None:
    acts = {"notes": {"text": "nota"}, "start": {}, "assign": {"assignee": "cw-1"}}
    cases = {act: await open_case(harness, f"P-{act}") for act in acts}
    for case_id in cases.values():
        await harness.act(case_id, "hold", until="2026-11-24", reason="reden")
    assert {item["reason"] for item in (await worklist(harness))["items"]} == {"hold-ends"}
    harness.clock.advance(timedelta(days=2))
    await watch_deadlines(harness.service.units, clock=harness.clock)
    body = await worklist(harness)
    assert {(item["reason"], item["due"]) for item in body["items"]} == {("hold-ended", "2026-11-25")}
    assert body["counts"]["hold-ended"] == 3
    harness.clock.advance(timedelta(minutes=1))
    for act, case_id in cases.items():
        assert (await harness.act(case_id, act, **acts[act])).status_code == 200
    assert "hold-ended" not in (await worklist(harness))["counts"]


async def test_a_proposed_withdrawal_waits_for_a_decision(harness: Harness) -> None:
    signal = level_reached()
    await harness.receive(signal, str(signal.person_id))
    await harness.receive(level_withdrawn(signal), str(signal.person_id), sequence=2)
    assert await why(harness) == {"P-1": [("decide", "2026-11-30"), ("nobody", None)]}


async def test_filters_narrow_the_items_and_the_counts_but_for_the_reason(harness: Harness) -> None:
    first, second = await open_case(harness, "P-1"), await open_case(harness, "P-2", OTHER_SCHOOL)
    await harness.act(first, "assign", assignee="cw-1")
    await harness.act(first, "start")
    await harness.act(second, "tasks", text="bellen", owner="cw-1", due="2026-11-24")

    async def found(**params: Any) -> tuple[list[str], dict[str, int]]:
        body = await worklist(harness, **params)
        return [item["pupil"] for item in body["items"]], body["counts"]

    counts = {"respond": 1, "task": 1, "nobody": 1, "followed": 1}
    assert await found() == (["P-2", "P-1"], counts)
    assert await found(reason="task") == (["P-2"], counts)
    assert await found(reason="followed") == (["P-1"], counts)
    assert await found(reason="meeting") == ([], counts)
    assert await found(school=SCHOOL) == (["P-1"], {"followed": 1})
    assert await found(school=OTHER_SCHOOL, reason="followed") == ([], {"respond": 1, "task": 1, "nobody": 1})
    assert await found(case_type="not-enrolled") == ([], {})


async def test_words_find_work(harness: Harness) -> None:
    await open_case(harness, "P-1", given_name="Zoë", family_name="Vandeputte")
    theirs = await open_case(harness, "P-2", given_name="Bo", family_name="Vandeputte")
    await harness.receive(contact("cw-2", "caseworker"), "cw-2")
    await harness.act(theirs, "assign", assignee="cw-2")
    assert [item["pupil"] for item in (await worklist(harness, q="vandeputte"))["items"]] == ["P-1"]
    assert [item["pupil"] for item in (await worklist(harness, q="vandeputte zoe"))["items"]] == ["P-1"]
    assert (await worklist(harness, q="vandeputte bo"))["counts"] == {}
    await harness.act(theirs, "tasks", text="bellen", owner="cw-1", due="2026-11-24")
    assert [item["pupil"] for item in (await worklist(harness, q="bo"))["items"]] == ["P-2"]


async def test_pages_stay_as_they_are_while_work_comes(harness: Harness) -> None:
    cases = [await open_case(harness, f"P-{number}") for number in range(3)]
    page = await worklist(harness, limit=2)
    found = [item["case_id"] for item in page["items"]]
    await harness.act(cases[0], "tasks", text="bellen", owner="cw-1", due="2026-11-23")
    page = await worklist(harness, limit=2, cursor=page["next"])
    assert [*found, *(item["case_id"] for item in page["items"])] == sorted(cases)
    assert (page["next"], page["counts"]["nobody"]) == (None, 3)


async def test_questions_about_classes_and_silent_schools_are_a_coordinators_work(harness: Harness) -> None:
    question_id, silence_id = uuid4(), uuid4()
    of_class = {"question_id": question_id, "school": SCHOOL, "school_year": "2026-2027", "date": date(2026, 11, 20)}
    asked = QuestionAsked(**of_class, half_day=HalfDay.AM, asked_at=harness.clock.now())
    silent = {"silence_id": silence_id, "school": OTHER_SCHOOL, "school_year": "2026-2027"}
    told = FeedSilent(
        **silent,
        last_recorded_at=None,
        school_days=3,
        concluded_at=harness.clock.now(),
        silent_from=date(2026, 11, 18),
    )
    await open_case(harness)
    await harness.receive(asked, SCHOOL)
    await harness.receive(told, OTHER_SCHOOL)
    assert [item["reason"] for item in (await worklist(harness))["items"]] == ["respond"]
    body = await worklist(harness, COORDINATOR)
    assert [item["subject"] for item in body["items"]] == [
        {
            "kind": "silent-school",
            "id": str(silence_id),
            "school": OTHER_SCHOOL,
            "since": "2026-11-18",
            "half_day": None,
        },
        {
            "kind": "class-question",
            "id": str(question_id),
            "school": SCHOOL,
            "since": "2026-11-20",
            "half_day": "AM",
        },
        None,
    ]
    assert [(item["case_id"], item["due"], item["overdue"]) for item in body["items"][:2]] == [(None, None, False)] * 2
    assert body["counts"] == {"respond": 1, "class-question": 1, "silent-school": 1, "nobody": 1}
    assert (await worklist(harness, COORDINATOR, school=OTHER_SCHOOL))["counts"] == {"silent-school": 1}
    assert (await worklist(harness, COORDINATOR, case_type="newcomer"))["counts"] == {}
    answer = QuestionAnswered(**of_class, half_day=HalfDay.AM, answer=QuestionReply.COUNTS)
    await harness.receive(answer, SCHOOL, sequence=3)
    await harness.receive(asked, SCHOOL, sequence=2)
    await harness.receive(FeedHeard(**silent, concluded_at=harness.clock.now()), OTHER_SCHOOL, sequence=2)
    assert [item["reason"] for item in (await worklist(harness, COORDINATOR))["items"]] == ["respond"]


async def test_what_can_be_neither_is_422(harness: Harness) -> None:
    for field, value in {"reason": "hunger", "school": "12", "q": "a\x01b", "cursor": "x", "case_type": "x"}.items():
        answer = await harness.http.get("/worklist", params={field: value})
        assert answer.status_code == 422
        assert [error["field"] for error in answer.json()["errors"]] == [field]
