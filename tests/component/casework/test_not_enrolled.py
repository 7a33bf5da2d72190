"""Children that are not known to be enrolled: from attendance's signal to a case of its own type."""

from datetime import date, timedelta
from itertools import permutations
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.conftest import CreateDatabase
from tests.tokens import SECRET, bearer

from casework.app import build
from casework.settings import CaseworkSettings
from shared.contracts.attendance_persons import PersonChanged, PersonMerged
from shared.contracts.attendance_signals import EnrolmentFound, EnrolmentMissing
from shared.testing.clock import FixedClock
from shared.testing.logs import Logs

from .harness import SCHOOL, Harness, contact, level_reached, person


def missing(**given: Any) -> EnrolmentMissing:
    told = {
        "signal_id": uuid4(),
        "person_id": uuid4(),
        "school_year": "2026-2027",
        "reference_date": date(2026, 10, 1),
    }
    return EnrolmentMissing.model_validate(told | given)


def found(of: EnrolmentMissing) -> EnrolmentFound:
    return EnrolmentFound.model_validate(of.model_dump())


async def tell(harness: Harness, *events: EnrolmentMissing | EnrolmentFound) -> None:
    for event in events:
        await harness.receive(event, str(event.person_id))


async def name(harness: Harness, person_id: UUID, sequence: int = 1) -> None:
    """A child at no school, as attendance tells of it."""
    told: PersonChanged = person(person_id)
    await harness.receive(told, str(person_id), sequence=sequence)


async def test_a_child_that_is_not_enrolled_gets_a_case_of_its_own_type(harness: Harness) -> None:
    said = missing()
    await name(harness, said.person_id)
    await tell(harness, said)
    case = await harness.only_case()
    assert case["reference"] == "LP-2026-000001"
    expected = {
        "case_type": "not-enrolled",
        "status": "new",
        "given_name": "Amina",
        "school": None,
        "pupil": None,
        "level": None,
        "respond_by": None,
        "signals": [],
        "meetings": [],
        "enrolment_gaps": [
            {
                "signal_id": str(said.signal_id),
                "school_year": "2026-2027",
                "reference_date": "2026-10-01",
                "status": "missing",
            }
        ],
    }
    assert {field: case[field] for field in expected} == expected


async def test_nothing_is_told_that_plans_a_meeting_or_mails_anybody(harness: Harness) -> None:
    said = missing()
    await tell(harness, said)
    [(kind, told)] = await harness.sent()
    assert kind == "case-opened.v1"
    assert told == {
        "case_id": told["case_id"],
        "reference": "LP-2026-000001",
        "case_type": "not-enrolled",
        "person_id": str(said.person_id),
        "school_year": "2026-2027",
        "grounds": [{"kind": "enrolment-gap", "id": str(said.signal_id), "since": "2026-10-01"}],
        "signal_id": str(said.signal_id),
        "opened_at": told["opened_at"],
    }


async def test_the_same_signal_again_does_nothing(harness: Harness) -> None:
    said = missing()
    await tell(harness, said, said)
    case = await harness.only_case()
    assert (case["version"], len(await harness.sent())) == (1, 1)


async def test_there_is_one_open_case_beside_the_one_of_truancy(harness: Harness) -> None:
    level = level_reached()
    await harness.receive(person(level.person_id, (SCHOOL, "P-1")), str(level.person_id))
    await harness.receive(level, str(level.person_id))
    await tell(harness, missing(person_id=level.person_id), missing(person_id=level.person_id))
    cases = await harness.cases()
    assert sorted(case["reference"] for case in cases) == ["LP-2026-000001", "SP-2026-000001"]
    assert len(next(case for case in cases if case["case_type"] == "not-enrolled")["enrolment_gaps"]) == 2
    await harness.receive(level_reached(), "other")
    assert len(await harness.cases(case_type="truancy")) == 2


async def test_numbers_of_one_type_leave_no_gap_for_the_other(harness: Harness) -> None:
    for _ in range(2):
        level = level_reached()
        await harness.receive(level, str(level.person_id))
        await tell(harness, missing())
    assert sorted(case["reference"] for case in await harness.cases()) == [
        "LP-2026-000001",
        "LP-2026-000002",
        "SP-2026-000001",
        "SP-2026-000002",
    ]


async def test_an_enrolment_that_is_found_proposes_the_withdrawal_and_one_taken_back_drops_it(harness: Harness) -> None:
    said = missing()
    await tell(harness, said, found(said))
    case = await harness.only_case()
    assert (case["status"], case["enrolment_gaps"][0]["status"]) == ("withdrawal-proposed", "found")
    await tell(harness, missing(person_id=said.person_id))
    case = await harness.only_case()
    assert (case["status"], len(case["enrolment_gaps"])) == ("new", 2)
    assert await harness.sent_types() == [
        "case-opened.v1",
        "withdrawal-proposed.v1",
        "withdrawal-dropped.v1",
    ]
    kinds = [entry["kind"] for entry in await harness.timeline(case["case_id"])]
    assert kinds == [
        "case-opened",
        "enrolment-found",
        "withdrawal-proposed",
        "enrolment-missing",
        "withdrawal-dropped",
    ]


async def test_the_case_ends_the_same_in_every_order_of_what_is_told(harness: Harness) -> None:
    for order in permutations(range(3)):
        person_id = uuid4()
        first = missing(person_id=person_id)
        events = [first, found(first), missing(person_id=person_id)]
        await tell(harness, *(events[index] for index in order))
        [case] = await harness.cases(person=str(person_id))
        assert (case["status"], len(case["enrolment_gaps"])) == ("new", 2), order


async def test_a_caseworker_confirms_the_withdrawal_and_a_new_gap_reopens(harness: Harness) -> None:
    said = missing()
    await tell(harness, said, found(said))
    case = await harness.only_case()
    assert (await harness.act(case["case_id"], "withdraw", reason="ingeschreven")).json()["status"] == "withdrawn"
    await tell(harness, missing(person_id=said.person_id))
    case = await harness.only_case()
    assert (case["status"], case["reference"]) == ("active", "LP-2026-000001")
    assert (await harness.sent_types())[-2:] == ["case-withdrawn.v1", "case-reopened.v1"]


async def test_a_school_year_that_is_over_opens_no_case(harness: Harness) -> None:
    await tell(harness, missing(school_year="2025-2026", reference_date=date(2025, 10, 1)))
    assert await harness.cases() == []


async def test_found_in_a_year_that_is_over_still_proposes_the_withdrawal(harness: Harness) -> None:
    said = missing()
    await tell(harness, said)
    harness.clock.set(harness.clock.now().replace(year=2027, month=10))
    await tell(harness, found(said))
    assert (await harness.only_case())["status"] == "withdrawal-proposed"


async def test_it_closes_with_an_answer_of_the_control_and_no_outcome_of_truancy(harness: Harness) -> None:
    await tell(harness, missing())
    case_id = (await harness.only_case())["case_id"]
    refused = await harness.act(case_id, "close", outcome="guided-by-clb", reason="reden")
    assert refused.status_code == 422
    [error] = refused.json()["errors"]
    assert (error["field"], "not-in-order" in error["reason"]) == ("outcome", True)
    closed = await harness.act(case_id, "close", outcome="home-education", reason="verklaring ontvangen")
    assert (closed.status_code, closed.json()["outcome"]) == (200, "home-education")
    kind, told = (await harness.sent())[-1]
    assert (kind, told["outcome"]) == ("case-closed.v1", "home-education")
    texts = [entry["text"] for entry in await harness.timeline(case_id)]
    assert "Dossier afgesloten: volgt huisonderwijs. Reden: verklaring ontvangen" in texts


async def test_an_answer_of_the_control_does_not_close_a_truancy_case(harness: Harness) -> None:
    level = level_reached()
    await harness.receive(level, str(level.person_id))
    case = await harness.only_case()
    assert (await harness.act(case["case_id"], "close", outcome="exempted", reason="x")).status_code == 422


async def test_a_care_meeting_cannot_be_asked_for(harness: Harness) -> None:
    await tell(harness, missing())
    refused = await harness.act((await harness.only_case())["case_id"], "request-meeting")
    assert refused.status_code == 409
    assert refused.json()["allowed"] == ["assign", "assess", "start", "hold", "close"]


async def test_worklist_caseloads_and_cases_are_asked_for_by_type(harness: Harness) -> None:
    level = level_reached()
    await harness.receive(level, str(level.person_id))
    await tell(harness, missing())
    worklist = (await harness.http.get("/worklist")).json()["items"]
    assert [case["case_type"] for case in worklist] == ["truancy", "not-enrolled"]  # what has no term comes last
    assert (worklist[1]["due"], worklist[1]["overdue"]) == (None, False)
    for path in ("/worklist", "/cases"):
        only = (await harness.http.get(path, params={"case_type": "not-enrolled"})).json()["items"]
        assert [case["case_type"] for case in only] == ["not-enrolled"]
    [load] = (await harness.http.get("/caseloads")).json()["items"]
    [of_type] = (await harness.http.get("/caseloads", params={"case_type": "not-enrolled"})).json()["items"]
    assert (load["total"], of_type["total"]) == (2, 1)
    assert (await harness.http.get("/cases", params={"case_type": "other"})).status_code == 422


@pytest.mark.parametrize(
    ("role", "sees"),
    [("counsellor", False), ("clb", False), ("youth-coach", False), ("caseworker", True), ("coordinator", True)],
)
async def test_only_caseworkers_and_coordinators_know_of_it(harness: Harness, role: str, sees: bool) -> None:
    """Also whoever is a contact of all schools does not."""
    await harness.receive(contact("c-9", role), "c-9")
    await tell(harness, missing())
    case_id = (await harness.only_case())["case_id"]
    asker = bearer(role, contact="c-9")
    listed = (await harness.http.get("/cases", headers=asker)).json()["items"]
    assert len(listed) == int(sees)
    for path in (f"/cases/{case_id}", f"/cases/{case_id}/timeline"):
        assert (await harness.http.get(path, headers=asker)).status_code == (200 if sees else 404)


async def test_a_case_is_opened_by_hand_for_a_known_person(harness: Harness) -> None:
    child = uuid4()
    wanted = {"case_type": "not-enrolled", "person_id": str(child), "reason": "melding van de wijkagent"}
    assert (await harness.http.post("/cases", json=wanted)).status_code == 422
    await name(harness, child)
    answer = await harness.http.post("/cases", json=wanted)
    assert (answer.status_code, answer.json()["reference"]) == (201, "LP-2026-000001")
    assert (await harness.http.post("/cases", json=wanted)).status_code == 409
    by_pupil = {"case_type": "not-enrolled", "school": SCHOOL, "pupil": "P-1", "reason": "reden"}
    await harness.receive(person(uuid4(), (SCHOOL, "P-1")), "p")
    assert (await harness.http.post("/cases", json=by_pupil)).status_code == 422


async def test_persons_that_turn_out_to_be_one_keep_the_case_opened_first(harness: Harness) -> None:
    first, second = missing(), missing()
    await tell(harness, first)
    harness.clock.advance(timedelta(minutes=1))
    await tell(harness, second)
    merged = PersonMerged(person_id=first.person_id, merged_into=second.person_id)
    await harness.receive(merged, str(first.person_id), sequence=2)
    open_ = await harness.cases(status="new")
    assert [(case["reference"], case["person_id"]) for case in open_] == [("LP-2026-000001", str(second.person_id))]
    assert len(open_[0]["enrolment_gaps"]) == 2
    [ended] = await harness.cases(status="closed")
    assert (ended["outcome"], ended["merged_into"]) == ("merged", open_[0]["case_id"])
    await tell(harness, found(first), found(second))
    assert (await harness.cases(status="withdrawal-proposed"))[0]["reference"] == "LP-2026-000001"


async def test_a_signal_of_a_merged_person_reaches_the_one_that_goes_on(harness: Harness) -> None:
    said, into = missing(), uuid4()
    merged = PersonMerged(person_id=said.person_id, merged_into=into)
    await harness.receive(merged, str(said.person_id))
    await tell(harness, said)
    assert (await harness.only_case())["person_id"] == str(into)


async def test_it_has_a_term_in_school_days_where_one_is_set(create_database: CreateDatabase, harness: Harness) -> None:
    settings = CaseworkSettings.model_validate(
        {
            "database_url": await create_database("casework"),
            "FLANKEREND_TOKEN_SECRET": SECRET,
            "FLANKEREND_NOT_ENROLLED_RESPOND_BY_SCHOOL_DAYS": 5,
        }
    )
    service = build(settings, FixedClock(harness.clock.now()))
    other = Harness(service, harness.clock, harness.http)
    await tell(other, missing())
    [(_, told)] = await other.sent()
    assert told["respond_by"] == "2026-11-30"
    await service.engine.dispose()


async def test_its_story_is_logged_under_its_reference(harness: Harness, logs: Logs) -> None:
    await tell(harness, missing())
    line = logs.line("case.opened")
    assert (line["reference"], line["correlation_id"]) == ("LP-2026-000001", "story-1")
