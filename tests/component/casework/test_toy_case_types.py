"""A new type of case is a folder and a line in the registry; the rest of casework does not know of it."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from tests.conftest import CreateDatabase
from tests.tokens import bearer

from casework.application.follow_ground import follow_ground
from casework.domain.case_type import CaseTypes
from casework.domain.terms import TermLengths
from casework.domain.timeline import Cause
from casework.types.definition import case_type
from casework.types.registry import REGISTRY
from shared.contracts.attendance_signals import AttendanceDropped
from shared.domain.school_year import SchoolYear
from shared.testing.logs import Logs

from .conftest import running_harness
from .harness import SCHOOL, Harness, contact, level_reached, person
from .toy_types.dropping import events_in
from .toy_types.dropping.rate import DroppedRate

FOLDERS = Path(__file__).parent / "toy_types"
TOYS = (
    case_type(FOLDERS / "dropping", grounds=(DroppedRate,), events_in=events_in.handlers),
    case_type(FOLDERS / "noted"),
)
# Early signals bring cases of one type alone.
BESIDE = tuple(item for item in REGISTRY if item.case_type.name != "toddler-participation")


@pytest.fixture
async def harness(create_database: CreateDatabase, logs: Logs) -> AsyncIterator[Harness]:
    """Casework with the toy types beside its own."""
    async with running_harness(await create_database("casework"), registry=(*BESIDE, *TOYS)) as harness:
        yield harness


def dropped(**given: Any) -> AttendanceDropped:
    told = {
        "signal_id": uuid4(),
        "person_id": uuid4(),
        "school": SCHOOL,
        "pupil": "P-1",
        "level_of_education": "lager",
        "school_year": "2026-2027",
        "rule": "attendance-drop",
        "rule_version": 1,
        "period_from": date(2026, 11, 2),
        "period_until": date(2026, 11, 20),
        "rate": 0.61,
        "usual_rate": 0.95,
    }
    return AttendanceDropped.model_validate(told | given)


async def told(harness: Harness, signal: AttendanceDropped) -> dict[str, Any]:
    """The signal arrives; its case."""
    await harness.receive(signal, str(signal.person_id))
    [case] = await harness.cases(case_type="dropping")
    return case


async def test_a_ground_opens_a_case_that_is_acted_on_and_closes_with_its_own_outcome(harness: Harness) -> None:
    signal = dropped()
    await harness.receive(person(signal.person_id, (SCHOOL, "P-1")), str(signal.person_id))
    case = await told(harness, signal)
    assert (case["reference"], case["status"], case["school"], case["given_name"]) == (
        "TD-2026-000001",
        "new",
        SCHOOL,
        "Amina",
    )
    assert case["respond_by"] == "2026-11-30"
    assert case["grounds"] == [
        {"kind": "early-signal", "id": str(signal.signal_id), "since": "2026-11-02", "stands": True, "contact": None}
    ]
    case_id = case["case_id"]
    assert (await harness.act(case_id, "start")).json()["status"] == "active"
    refused = await harness.act(case_id, "close", outcome="attends-again", reason="reden")
    assert (refused.status_code, "talked-about" in refused.text) == (422, True)
    closed = await harness.act(case_id, "close", outcome="talked-about", reason="gesprek gevoerd")
    assert (closed.status_code, closed.json()["outcome"]) == (200, "talked-about")
    assert [entry["text"] for entry in await harness.timeline(case_id)] == [
        "Dossier geopend: 61 % aanwezig.",
        "Zorgoverleg gevraagd.",
        "Opvolging gestart.",
        "Dossier afgesloten: besproken. Reden: gesprek gevoerd",
    ]


async def test_it_is_told_by_the_events_of_every_case(harness: Harness) -> None:
    signal = dropped()
    case = await told(harness, signal)
    await harness.act(case["case_id"], "close", outcome="talked-about", reason="reden")
    (opened, first), (asked, meeting), (closed, last) = await harness.sent()
    assert (opened, asked, closed) == ("case-opened.v1", "meeting-requested.v1", "case-closed.v1")
    assert {event["case_type"] for event in (first, meeting, last)} == {"dropping"}
    assert first == {
        "case_id": case["case_id"],
        "reference": "TD-2026-000001",
        "case_type": "dropping",
        "person_id": str(signal.person_id),
        "school": SCHOOL,
        "pupil": "P-1",
        "school_year": "2026-2027",
        "level_of_education": "lager",
        "grounds": [{"kind": "early-signal", "id": str(signal.signal_id), "since": "2026-11-02"}],
        "signal_id": str(signal.signal_id),
        "opened_at": first["opened_at"],
        "respond_by": "2026-11-30",
    }
    assert (meeting["meeting_type"], meeting["required_roles"], last["outcome"]) == (
        "care-meeting",
        ["counsellor"],
        "talked-about",
    )


async def test_another_ground_joins_the_open_case_and_reopens_one_that_ended(harness: Harness) -> None:
    signal = dropped()
    case = await told(harness, signal)
    case = await told(harness, dropped(person_id=signal.person_id, rate=0.5))
    assert (case["status"], len(case["grounds"])) == ("new", 2)
    assert (await harness.timeline(case["case_id"]))[-1]["text"] == "Opnieuw minder aanwezig: 50 %."
    await harness.act(case["case_id"], "close", outcome="talked-about", reason="reden")
    case = await told(harness, dropped(person_id=signal.person_id))
    assert (case["status"], case["reference"], len(case["grounds"])) == ("active", "TD-2026-000001", 3)


async def test_a_ground_that_is_taken_back_proposes_the_withdrawal_in_the_words_of_the_type(harness: Harness) -> None:
    signal = dropped()
    case = await told(harness, signal)
    ended = DroppedRate(
        ground_id=signal.signal_id,
        person_id=signal.person_id,
        school_year=SchoolYear(2026),
        since=signal.period_from,
        rate=61,
        taken_back=True,
    )
    cause = Cause(harness.clock.now(), "attendance")
    async with harness.service.units() as uow:
        await follow_ground(
            uow, ended, case_type=TOYS[0].case_type, cause=cause, clock=harness.clock, lengths=TermLengths()
        )
    [case] = await harness.cases(case_type="dropping")
    assert (case["status"], case["grounds"][0]["stands"]) == ("withdrawal-proposed", False)
    proposed = (await harness.timeline(case["case_id"]))[-1]
    assert proposed["text"] == "Intrekking voorgesteld: er is weer meer aanwezigheid."
    kind, data = (await harness.sent())[-1]
    assert (kind, data["reason"]) == ("withdrawal-proposed.v1", "rate-is-usual-again")


async def test_it_stands_beside_the_other_types_and_is_found_by_a_filter(harness: Harness) -> None:
    level = level_reached()
    await harness.receive(level, str(level.person_id))
    await told(harness, dropped(person_id=level.person_id))
    assert sorted(case["reference"] for case in await harness.cases()) == ["SP-2026-000001", "TD-2026-000001"]
    for path in ("/cases", "/worklist"):
        only = (await harness.http.get(path, params={"case_type": "dropping"})).json()["items"]
        assert [case["case_type"] for case in only] == ["dropping"]
    [load] = (await harness.http.get("/caseloads", params={"case_type": "dropping"})).json()["items"]
    assert load["total"] == 1


@pytest.mark.parametrize(("role", "sees"), [("counsellor", True), ("clb", False), ("youth-coach", False)])
async def test_whoever_it_names_may_see_it(harness: Harness, role: str, sees: bool) -> None:
    await harness.receive(contact("c-9", role, SCHOOL), "c-9")
    case = await told(harness, dropped())
    answer = await harness.http.get(f"/cases/{case['case_id']}", headers=bearer(role, contact="c-9"))
    assert answer.status_code == (200 if sees else 404)


async def test_a_case_follows_the_pupil_to_another_person_whatever_its_type(harness: Harness) -> None:
    signal, other = dropped(), uuid4()
    await harness.receive(person(signal.person_id, (SCHOOL, "P-1")), str(signal.person_id))
    await told(harness, signal)
    await harness.receive(person(signal.person_id), str(signal.person_id), sequence=2)
    await harness.receive(person(other, (SCHOOL, "P-1")), str(other))
    [case] = await harness.cases(case_type="dropping")
    assert case["person_id"] == str(other)


async def test_a_type_without_code_is_opened_by_hand_and_ends_with_its_own_word(harness: Harness) -> None:
    child = uuid4()
    await harness.receive(person(child), str(child))
    wanted = {"case_type": "noted", "person_id": str(child), "reason": "gehoord"}
    answer = await harness.http.post("/cases", json=wanted)
    assert (answer.status_code, answer.json()["reference"]) == (201, "TN-2026-000001")
    assert answer.json()["respond_by"] == "2026-11-26"
    case_id = answer.json()["case_id"]
    refused = await harness.act(case_id, "request-meeting")
    assert (refused.status_code, refused.json()["allowed"]) == (409, ["assign", "assess", "start", "hold", "close"])
    assert (await harness.act(case_id, "close", outcome="noted", reason="reden")).status_code == 200
    assert (await harness.timeline(case_id))[-1]["text"] == "Dossier afgesloten: genoteerd. Reden: reden"
    (opened, first), _ = await harness.sent()
    assert (opened, first["grounds"]) == ("case-opened.v1", [{"kind": "hand", "since": "2026-11-23"}])


async def test_a_type_that_is_not_registered_is_unknown(harness: Harness) -> None:
    wanted = {"case_type": "unheard-of", "person_id": str(uuid4()), "reason": "reden"}
    answer = await harness.http.post("/cases", json=wanted)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "case_type")


def test_two_types_may_not_have_a_name_or_a_prefix_in_common() -> None:
    types = [registered.case_type for registered in (*BESIDE, *TOYS)]
    assert CaseTypes(types).names == (
        "truancy",
        "not-enrolled",
        "newcomer",
        "bullying",
        "dropout-risk",
        "dropping",
        "noted",
    )
    with pytest.raises(ValueError, match="same name or prefix"):
        CaseTypes([*types, TOYS[0].case_type])
