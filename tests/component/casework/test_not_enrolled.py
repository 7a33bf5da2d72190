"""Children that are not known to be enrolled: from attendance's signal to a case of its own type."""

from datetime import date, timedelta
from itertools import permutations
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.conftest import CreateDatabase

from casework.app import build
from casework.settings import CaseworkSettings
from shared.contracts.attendance_persons import PersonChanged, PersonMerged
from shared.contracts.attendance_signals import EnrolmentFound, EnrolmentMissing
from shared.testing.clock import FixedClock
from shared.testing.logs import Logs

from .office import SCHOOL, SECRET, Office, contact, level_reached, person, token


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


async def tell(office: Office, *events: EnrolmentMissing | EnrolmentFound) -> None:
    for event in events:
        await office.receive(event, str(event.person_id))


async def name(office: Office, person_id: UUID, sequence: int = 1) -> None:
    """A child at no school, as attendance tells of it."""
    told: PersonChanged = person(person_id)
    await office.receive(told, str(person_id), sequence=sequence)


async def test_a_child_that_is_not_enrolled_gets_a_case_of_its_own_type(office: Office) -> None:
    said = missing()
    await name(office, said.person_id)
    await tell(office, said)
    case = await office.only_case()
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


async def test_nothing_is_told_that_plans_a_meeting_or_mails_anybody(office: Office) -> None:
    said = missing()
    await tell(office, said)
    [(kind, told)] = await office.sent()
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


async def test_the_same_signal_again_does_nothing(office: Office) -> None:
    said = missing()
    await tell(office, said, said)
    case = await office.only_case()
    assert (case["version"], len(await office.sent())) == (1, 1)


async def test_there_is_one_open_case_beside_the_one_of_truancy(office: Office) -> None:
    level = level_reached()
    await office.receive(person(level.person_id, (SCHOOL, "P-1")), str(level.person_id))
    await office.receive(level, str(level.person_id))
    await tell(office, missing(person_id=level.person_id), missing(person_id=level.person_id))
    cases = await office.cases()
    assert sorted(case["reference"] for case in cases) == ["LP-2026-000001", "SP-2026-000001"]
    assert len(next(case for case in cases if case["case_type"] == "not-enrolled")["enrolment_gaps"]) == 2
    await office.receive(level_reached(), "other")
    assert len(await office.cases(case_type="truancy")) == 2


async def test_numbers_of_one_type_leave_no_gap_for_the_other(office: Office) -> None:
    for _ in range(2):
        level = level_reached()
        await office.receive(level, str(level.person_id))
        await tell(office, missing())
    assert sorted(case["reference"] for case in await office.cases()) == [
        "LP-2026-000001",
        "LP-2026-000002",
        "SP-2026-000001",
        "SP-2026-000002",
    ]


async def test_an_enrolment_that_is_found_proposes_the_withdrawal_and_one_taken_back_drops_it(office: Office) -> None:
    said = missing()
    await tell(office, said, found(said))
    case = await office.only_case()
    assert (case["status"], case["enrolment_gaps"][0]["status"]) == ("withdrawal-proposed", "found")
    await tell(office, missing(person_id=said.person_id))
    case = await office.only_case()
    assert (case["status"], len(case["enrolment_gaps"])) == ("new", 2)
    assert await office.sent_types() == [
        "case-opened.v1",
        "withdrawal-proposed.v1",
        "withdrawal-dropped.v1",
    ]
    kinds = [entry["kind"] for entry in await office.timeline(case["case_id"])]
    assert kinds == [
        "case-opened",
        "enrolment-found",
        "withdrawal-proposed",
        "enrolment-missing",
        "withdrawal-dropped",
    ]


async def test_the_case_ends_the_same_in_every_order_of_what_is_told(office: Office) -> None:
    for order in permutations(range(3)):
        person_id = uuid4()
        first = missing(person_id=person_id)
        events = [first, found(first), missing(person_id=person_id)]
        await tell(office, *(events[index] for index in order))
        [case] = await office.cases(person=str(person_id))
        assert (case["status"], len(case["enrolment_gaps"])) == ("new", 2), order


async def test_a_caseworker_confirms_the_withdrawal_and_a_new_gap_reopens(office: Office) -> None:
    said = missing()
    await tell(office, said, found(said))
    case = await office.only_case()
    assert (await office.act(case["case_id"], "withdraw", reason="ingeschreven")).json()["status"] == "withdrawn"
    await tell(office, missing(person_id=said.person_id))
    case = await office.only_case()
    assert (case["status"], case["reference"]) == ("active", "LP-2026-000001")
    assert (await office.sent_types())[-2:] == ["case-withdrawn.v1", "case-reopened.v1"]


async def test_a_school_year_that_is_over_opens_no_case(office: Office) -> None:
    await tell(office, missing(school_year="2025-2026", reference_date=date(2025, 10, 1)))
    assert await office.cases() == []


async def test_found_in_a_year_that_is_over_still_proposes_the_withdrawal(office: Office) -> None:
    said = missing()
    await tell(office, said)
    office.clock.set(office.clock.now().replace(year=2027, month=10))
    await tell(office, found(said))
    assert (await office.only_case())["status"] == "withdrawal-proposed"


async def test_it_closes_with_an_answer_of_the_control_and_no_outcome_of_truancy(office: Office) -> None:
    await tell(office, missing())
    case_id = (await office.only_case())["case_id"]
    refused = await office.act(case_id, "close", outcome="guided-by-clb", reason="reden")
    assert refused.status_code == 422
    [error] = refused.json()["errors"]
    assert (error["field"], "not-in-order" in error["reason"]) == ("outcome", True)
    closed = await office.act(case_id, "close", outcome="home-education", reason="verklaring ontvangen")
    assert (closed.status_code, closed.json()["outcome"]) == (200, "home-education")
    kind, told = (await office.sent())[-1]
    assert (kind, told["outcome"]) == ("case-closed.v1", "home-education")
    texts = [entry["text"] for entry in await office.timeline(case_id)]
    assert "Dossier afgesloten: volgt huisonderwijs. Reden: verklaring ontvangen" in texts


async def test_an_answer_of_the_control_does_not_close_a_truancy_case(office: Office) -> None:
    level = level_reached()
    await office.receive(level, str(level.person_id))
    case = await office.only_case()
    assert (await office.act(case["case_id"], "close", outcome="exempted", reason="x")).status_code == 422


async def test_a_care_meeting_cannot_be_asked_for(office: Office) -> None:
    await tell(office, missing())
    refused = await office.act((await office.only_case())["case_id"], "request-meeting")
    assert refused.status_code == 409
    assert refused.json()["allowed"] == ["assign", "start", "hold", "close"]


async def test_worklist_caseloads_and_cases_are_asked_for_by_type(office: Office) -> None:
    level = level_reached()
    await office.receive(level, str(level.person_id))
    await tell(office, missing())
    worklist = (await office.http.get("/worklist")).json()["items"]
    assert [case["case_type"] for case in worklist] == ["truancy", "not-enrolled"]  # what has no term comes last
    assert (worklist[1]["due"], worklist[1]["overdue"]) == (None, False)
    for path in ("/worklist", "/cases"):
        only = (await office.http.get(path, params={"case_type": "not-enrolled"})).json()["items"]
        assert [case["case_type"] for case in only] == ["not-enrolled"]
    [load] = (await office.http.get("/caseloads")).json()["items"]
    [of_type] = (await office.http.get("/caseloads", params={"case_type": "not-enrolled"})).json()["items"]
    assert (load["total"], of_type["total"]) == (2, 1)
    assert (await office.http.get("/cases", params={"case_type": "other"})).status_code == 422


@pytest.mark.parametrize(
    ("role", "sees"),
    [("counsellor", False), ("clb", False), ("youth-coach", False), ("caseworker", True), ("coordinator", True)],
)
async def test_only_caseworkers_and_coordinators_know_of_it(office: Office, role: str, sees: bool) -> None:
    """Also whoever is a contact of all schools does not."""
    await office.receive(contact("c-9", role), "c-9")
    await tell(office, missing())
    case_id = (await office.only_case())["case_id"]
    asker = token(role, contact="c-9")
    listed = (await office.http.get("/cases", headers=asker)).json()["items"]
    assert len(listed) == int(sees)
    for path in (f"/cases/{case_id}", f"/cases/{case_id}/timeline"):
        assert (await office.http.get(path, headers=asker)).status_code == (200 if sees else 404)


async def test_a_case_is_opened_by_hand_for_a_known_person(office: Office) -> None:
    child = uuid4()
    wanted = {"case_type": "not-enrolled", "person_id": str(child), "reason": "melding van de wijkagent"}
    assert (await office.http.post("/cases", json=wanted)).status_code == 422
    await name(office, child)
    answer = await office.http.post("/cases", json=wanted)
    assert (answer.status_code, answer.json()["reference"]) == (201, "LP-2026-000001")
    assert (await office.http.post("/cases", json=wanted)).status_code == 409
    by_pupil = {"case_type": "not-enrolled", "school": SCHOOL, "pupil": "P-1", "reason": "reden"}
    await office.receive(person(uuid4(), (SCHOOL, "P-1")), "p")
    assert (await office.http.post("/cases", json=by_pupil)).status_code == 422


async def test_persons_that_turn_out_to_be_one_keep_the_case_opened_first(office: Office) -> None:
    first, second = missing(), missing()
    await tell(office, first)
    office.clock.advance(timedelta(minutes=1))
    await tell(office, second)
    merged = PersonMerged(person_id=first.person_id, merged_into=second.person_id)
    await office.receive(merged, str(first.person_id), sequence=2)
    open_ = await office.cases(status="new")
    assert [(case["reference"], case["person_id"]) for case in open_] == [("LP-2026-000001", str(second.person_id))]
    assert len(open_[0]["enrolment_gaps"]) == 2
    [ended] = await office.cases(status="closed")
    assert (ended["outcome"], ended["merged_into"]) == ("merged", open_[0]["case_id"])
    await tell(office, found(first), found(second))
    assert (await office.cases(status="withdrawal-proposed"))[0]["reference"] == "LP-2026-000001"


async def test_a_signal_of_a_merged_person_reaches_the_one_that_goes_on(office: Office) -> None:
    said, into = missing(), uuid4()
    merged = PersonMerged(person_id=said.person_id, merged_into=into)
    await office.receive(merged, str(said.person_id))
    await tell(office, said)
    assert (await office.only_case())["person_id"] == str(into)


async def test_it_has_a_term_in_school_days_where_one_is_set(create_database: CreateDatabase, office: Office) -> None:
    settings = CaseworkSettings.model_validate(
        {
            "database_url": await create_database("casework"),
            "FLANKEREND_TOKEN_SECRET": SECRET,
            "FLANKEREND_NOT_ENROLLED_RESPOND_BY_SCHOOL_DAYS": 5,
        }
    )
    service = build(settings, FixedClock(office.clock.now()))
    other = Office(service, office.clock, office.http)
    await tell(other, missing())
    [(_, told)] = await other.sent()
    assert told["respond_by"] == "2026-11-30"
    await service.engine.dispose()


async def test_its_story_is_logged_under_its_reference(office: Office, logs: Logs) -> None:
    await tell(office, missing())
    line = logs.line("case.opened")
    assert (line["reference"], line["correlation_id"]) == ("LP-2026-000001", "story-1")
