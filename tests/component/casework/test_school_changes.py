"""A case follows its pupil to another school: who sees it then, when, and what becomes of its meeting."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.conftest import CreateDatabase
from tests.tokens import bearer

from casework.application.watch_deadlines import watch_deadlines
from casework.domain.terms import TermLengths
from shared.contracts import consultation_meetings as meetings
from shared.contracts.attendance_persons import PersonChanged, PersonMerged
from shared.testing.logs import Logs

from .conftest import running_harness
from .harness import OTHER_SCHOOL, SCHOOL, Harness, contact, level_reached, meeting, person

TODAY = date(2026, 11, 23)
HERE, THERE = (SCHOOL, "P-1"), (OTHER_SCHOOL, "P-2")
Period = tuple[tuple[str, str], date, date | None]


def enrolled(person_id: UUID, *periods: Period) -> PersonChanged:
    """A person with these periods in registers, in the class 3A."""
    told = person(person_id, *(register for register, _, _ in periods))
    enrolments = tuple(
        item.model_copy(update={"valid_from": first, "valid_until": last})
        for item, (_, first, last) in zip(told.enrolments, periods, strict=True)
    )
    return told.model_copy(update={"enrolments": enrolments})


class Child:
    """One pupil, told of with rising versions."""

    def __init__(self, harness: Harness) -> None:
        self.harness = harness
        self.person_id = uuid4()
        self.sequence = 0

    async def is_enrolled(self, *periods: Period) -> None:
        self.sequence += 1
        told = enrolled(self.person_id, *periods)
        await self.harness.receive(told, str(self.person_id), sequence=self.sequence)

    async def reaches(self, level: int = 5, register: tuple[str, str] = HERE, **given: Any) -> dict[str, Any]:
        school, pupil = register
        signal = level_reached(level, person_id=self.person_id, school=school, pupil=pupil, **given)
        await self.harness.receive(signal, str(self.person_id), sequence=level)
        return await self.harness.only_case()


FIRST = date(2026, 9, 1)
AT_FIRST: Period = (HERE, FIRST, None)
LEFT: Period = (HERE, FIRST, TODAY - timedelta(days=1))
CAME: Period = (THERE, TODAY, None)


@pytest.fixture
async def child(harness: Harness) -> Child:
    """A pupil with an open case."""
    child = Child(harness)
    await child.is_enrolled(AT_FIRST)
    await child.reaches()
    return child


async def look(harness: Harness) -> None:
    """What casework does when it looks at the day."""
    [watch] = [ticker for ticker in harness.service.tickers if ticker.name == "schools"]
    await watch._job()


async def places(harness: Harness) -> list[tuple[str, str]]:
    return [(case["school"], case["pupil"]) for case in await harness.cases()]


async def transfers(harness: Harness) -> list[dict[str, Any]]:
    return [data for name, data in await harness.sent() if name == "case-transferred.v1"]


@pytest.mark.parametrize("periods", [(LEFT, CAME), (AT_FIRST, CAME)])
async def test_the_case_goes_on_at_the_school_of_the_newest_enrolment(
    harness: Harness, child: Child, periods: tuple[Period, ...]
) -> None:
    await child.is_enrolled(*periods)
    case = await harness.only_case()
    assert (case["school"], case["pupil"], case["class"], case["status"]) == (*THERE, "3A", "new")
    [told] = await transfers(harness)
    expected = {
        "case_id": case["case_id"],
        "reference": case["reference"],
        "case_type": "truancy",
        "from_school": SCHOOL,
        "to_school": OTHER_SCHOOL,
        "pupil": "P-2",
        "on": "2026-11-23",
    }
    assert {name: told[name] for name in expected} == expected
    assert (told["count"], told["school_year"], len(told["half_days"])) == (5, "2026-2027", 1)
    [entry] = [item for item in await harness.timeline(case["case_id"]) if item["kind"] == "case-transferred"]
    assert entry["text"] == (
        f"Dossier overgedragen van school {SCHOOL} naar school {OTHER_SCHOOL}: "
        "de leerling is daar ingeschreven sinds 23/11/2026."
    )
    await child.is_enrolled(*periods)
    assert len(await transfers(harness)) == 1


@pytest.mark.parametrize("role", ["counsellor", "clb", "youth-coach"])
async def test_the_new_schools_people_see_it_from_then_on_and_the_old_ones_no_longer(
    harness: Harness, child: Child, role: str
) -> None:
    for school in (SCHOOL, OTHER_SCHOOL):
        await harness.receive(contact(f"{role}-{school}", role, school), f"{role}-{school}")
    case_id = (await harness.only_case())["case_id"]

    async def seen_by(school: str) -> list[int]:
        headers = bearer(role, contact=f"{role}-{school}")
        paths = (f"/cases/{case_id}", f"/cases/{case_id}/timeline")
        answers = [(await harness.http.get(path, headers=headers)).status_code for path in paths]
        listed = (await harness.http.get("/cases", headers=headers)).json()["items"]
        return [*answers, len(listed)]

    assert [await seen_by(SCHOOL), await seen_by(OTHER_SCHOOL)] == [[200, 200, 1], [404, 404, 0]]
    await child.is_enrolled(LEFT, CAME)
    assert [await seen_by(SCHOOL), await seen_by(OTHER_SCHOOL)] == [[404, 404, 0], [200, 200, 1]]


async def test_an_enrolment_told_ahead_moves_the_case_when_its_day_comes(harness: Harness, child: Child) -> None:
    starts = TODAY + timedelta(days=2)
    await look(harness)
    await child.is_enrolled((HERE, FIRST, starts - timedelta(days=1)), (THERE, starts, None))
    await look(harness)
    assert await places(harness) == [HERE]
    harness.clock.advance(timedelta(days=1))
    await look(harness)
    assert await places(harness) == [HERE]
    harness.clock.advance(timedelta(days=1))
    await look(harness)
    assert await places(harness) == [THERE]
    [told] = await transfers(harness)
    assert told["on"] == "2026-11-25"
    await look(harness)
    assert len(await transfers(harness)) == 1


async def test_leaving_without_another_school_changes_nothing(harness: Harness, child: Child) -> None:
    await child.is_enrolled(LEFT)
    await look(harness)
    assert (await places(harness), await transfers(harness)) == ([HERE], [])


async def test_of_two_enrolments_that_began_on_one_day_neither_is_newer(harness: Harness, child: Child) -> None:
    await child.is_enrolled(AT_FIRST, (THERE, FIRST, None))
    await look(harness)
    assert await places(harness) == [HERE]


async def test_an_ended_case_stays_and_goes_on_at_the_school_the_pupil_is_at_when_it_is_reopened(
    harness: Harness, child: Child
) -> None:
    case = await harness.only_case()
    await harness.act(case["case_id"], "close", outcome="other", reason="reden")
    await child.is_enrolled(LEFT, CAME)
    harness.clock.advance(timedelta(days=1))
    await look(harness)
    assert (await places(harness), await transfers(harness)) == ([HERE], [])
    assert (await harness.act(case["case_id"], "reopen", reason="reden")).status_code == 200
    assert await places(harness) == [THERE]
    told = dict(await harness.sent())
    assert (told["case-reopened.v1"]["school"], told["meeting-requested.v1"]["school"]) == (OTHER_SCHOOL, OTHER_SCHOOL)


async def test_a_late_level_of_the_former_school_opens_the_case_there_and_it_goes_on_at_once(harness: Harness) -> None:
    child = Child(harness)
    await child.is_enrolled(LEFT, CAME)
    case = await child.reaches()
    assert (case["school"], case["pupil"]) == THERE
    assert await harness.sent_types() == ["case-opened.v1", "case-transferred.v1", "meeting-requested.v1"]
    told = dict(await harness.sent())
    assert (told["case-opened.v1"]["school"], told["meeting-requested.v1"]["school"]) == (SCHOOL, OTHER_SCHOOL)


@pytest.mark.parametrize("level_first", [False, True])
async def test_it_ends_the_same_whatever_is_told_first(harness: Harness, level_first: bool) -> None:
    child = Child(harness)
    if level_first:
        await child.reaches()
    await child.is_enrolled(LEFT, CAME)
    if not level_first:
        await child.reaches()
    assert await places(harness) == [THERE]


async def test_a_register_that_the_copy_does_not_know_yet_moves_nothing(harness: Harness) -> None:
    """Attendance knows of the new school already; casework is told of it in a moment."""
    child = Child(harness)
    await child.is_enrolled(AT_FIRST)
    await child.reaches(register=THERE)
    await look(harness)
    assert (await places(harness), await transfers(harness)) == ([THERE], [])


async def test_a_case_at_no_school_follows_nobody(harness: Harness) -> None:
    child = Child(harness)
    await child.is_enrolled()
    wanted = {"case_type": "not-enrolled", "person_id": str(child.person_id), "reason": "reden"}
    assert (await harness.http.post("/cases", json=wanted)).status_code == 201
    await child.is_enrolled(CAME)
    await look(harness)
    assert (await harness.only_case())["school"] is None
    refused = await by_hand(harness)
    assert (refused.status_code, refused.json()["allowed"]) == (409, ["assign", "assess", "start", "hold", "close"])


class TestTheMeeting:
    """A meeting that stands is asked for anew."""

    async def asked(self, harness: Harness) -> list[dict[str, Any]]:
        return [data for name, data in await harness.sent() if name == "meeting-requested.v1"]

    async def test_a_planned_meeting_is_asked_for_at_the_new_school(self, harness: Harness, child: Child) -> None:
        case = await harness.only_case()
        await harness.act(case["case_id"], "assign", assignee="cw-1")
        [before] = await self.asked(harness)
        planned = meeting(meetings.MeetingScheduled, before["meeting_id"], case["case_id"])
        await harness.receive(planned, before["meeting_id"])
        await child.is_enrolled(LEFT, CAME)
        _, anew = await self.asked(harness)
        assert (anew["school"], anew["replaces"], anew["assignee"]) == (OTHER_SCHOOL, before["meeting_id"], "cw-1")
        assert anew["meeting_id"] != before["meeting_id"]
        assert (anew["not_before"], anew["hold_by"]) == ("2026-11-25", "2026-12-07")
        assert (await harness.sent_types())[-2:] == ["case-transferred.v1", "meeting-requested.v1"]

    async def test_a_meeting_that_waits_for_a_slot_is_too(self, harness: Harness, child: Child) -> None:
        await child.is_enrolled(LEFT, CAME)
        assert [item["school"] for item in await self.asked(harness)] == [SCHOOL, OTHER_SCHOOL]

    @pytest.mark.parametrize("kind", [meetings.MeetingHeld, meetings.MeetingCancelled])
    async def test_a_meeting_that_is_over_is_not(self, harness: Harness, child: Child, kind: Any) -> None:
        [before] = await self.asked(harness)
        over = meeting(kind, before["meeting_id"], before["case_id"])
        await harness.receive(over, before["meeting_id"])
        await child.is_enrolled(LEFT, CAME)
        assert len(await self.asked(harness)) == 1

    async def test_a_meeting_of_other_cases_goes_on_without_it(self, harness: Harness, child: Child) -> None:
        case, other = await harness.only_case(), level_reached(pupil="P-9")
        await harness.receive(other, str(other.person_id))
        [other_id] = [item["case_id"] for item in await harness.cases() if item["case_id"] != case["case_id"]]
        await harness.meeting_is_over(case["case_id"])
        together = uuid4()
        planned = meeting(meetings.MeetingScheduled, together, case["case_id"], other_id)
        await harness.receive(planned, str(together))
        await child.is_enrolled(LEFT, CAME)
        by_id = {item["case_id"]: item for item in await harness.cases()}

        def of(case_id: str) -> list[str]:
            return [item["meeting_id"] for item in by_id[case_id]["meetings"]]

        assert str(together) in of(other_id)
        assert str(together) not in of(case["case_id"])
        assert (await self.asked(harness))[-1]["replaces"] == str(together)
        assert "meeting-scheduled" in [entry["kind"] for entry in await harness.timeline(case["case_id"])]


async def by_hand(harness: Harness, register: tuple[str, str] = THERE, case_id: str | None = None) -> Any:
    school, pupil = register
    case_id = case_id or (await harness.only_case())["case_id"]
    return await harness.act(case_id, "transfer", school=school, pupil=pupil, reason="ouders belden")


class TestByHand:
    """`POST /cases/{id}/transfer`."""

    async def test_a_case_goes_ahead_of_its_pupil_and_stays(self, harness: Harness, child: Child) -> None:
        starts = TODAY + timedelta(days=7)
        periods: tuple[Period, ...] = (AT_FIRST, (THERE, starts, None))
        await child.is_enrolled(*periods)
        answer = await by_hand(harness)
        assert (answer.status_code, answer.json()["school"], answer.json()["pupil"]) == (200, *THERE)
        entry = (await harness.timeline(answer.json()["case_id"]))[-2]
        assert (entry["kind"], entry["by"]) == ("case-transferred", "cw-1")
        assert entry["text"].endswith(", met de hand. Reden: ouders belden")
        await child.is_enrolled(*periods)
        await look(harness)
        assert await places(harness) == [THERE]
        harness.clock.advance(timedelta(days=8))
        await look(harness)
        assert (await places(harness), len(await transfers(harness))) == ([THERE], 1)

    async def test_a_newer_enrolment_moves_it_again(self, harness: Harness, child: Child) -> None:
        third = ("111111", "P-3")
        await child.is_enrolled(AT_FIRST, (THERE, FIRST, None))
        await by_hand(harness)
        await look(harness)
        await child.is_enrolled(AT_FIRST, (THERE, FIRST, None), (third, TODAY, None))
        assert await places(harness) == [third]

    async def test_a_case_that_was_opened_by_hand_elsewhere_stays_there(self, harness: Harness) -> None:
        child = Child(harness)
        periods: tuple[Period, ...] = (AT_FIRST, (THERE, TODAY, None))
        await child.is_enrolled(*periods)
        wanted = {"case_type": "truancy", "school": SCHOOL, "pupil": "P-1", "reason": "reden"}
        assert (await harness.http.post("/cases", json=wanted)).status_code == 201
        await child.is_enrolled(*periods)
        await look(harness)
        assert await places(harness) == [HERE]

    @pytest.mark.parametrize(
        ("register", "field", "reason"),
        [
            ((OTHER_SCHOOL, "P-8"), "pupil", "is not a register number of this pupil at that school"),
            ((SCHOOL, "P-1"), "school", "is where the case is"),
        ],
    )
    async def test_what_can_not_be_is_422(
        self, harness: Harness, child: Child, register: tuple[str, str], field: str, reason: str
    ) -> None:
        answer = await by_hand(harness, register)
        assert (answer.status_code, answer.json()["errors"]) == (422, [{"field": field, "reason": reason}])
        assert await transfers(harness) == []

    async def test_another_pupils_number_is_422(self, harness: Harness, child: Child) -> None:
        await harness.receive(person(uuid4(), THERE), "other")
        assert (await by_hand(harness)).status_code == 422

    async def test_an_ended_case_is_409(self, harness: Harness, child: Child) -> None:
        await child.is_enrolled(AT_FIRST, (THERE, FIRST, None))
        await harness.act((await harness.only_case())["case_id"], "close", outcome="other", reason="reden")
        refused = await by_hand(harness)
        assert (refused.status_code, refused.json()["allowed"]) == (409, ["reopen"])


@pytest.mark.parametrize("ended", [False, True])
@pytest.mark.parametrize("survivor_first", [False, True])
async def test_a_case_that_followed_another_child_returns_to_its_own(
    harness: Harness, child: Child, survivor_first: bool, ended: bool
) -> None:
    other = Child(harness)
    await other.is_enrolled(CAME)
    merged = PersonMerged(person_id=child.person_id, merged_into=other.person_id)
    child.sequence += 1
    await harness.receive(merged, str(child.person_id), sequence=child.sequence)
    await other.is_enrolled(AT_FIRST, CAME)
    assert await places(harness) == [THERE]
    if ended:
        await harness.act((await harness.only_case())["case_id"], "close", outcome="other", reason="reden")
    parted = [(other, CAME), (child, AT_FIRST)]
    for of_two, period in parted if survivor_first else reversed(parted):
        await of_two.is_enrolled(period)
    case = await harness.only_case()
    assert (case["person_id"], case["school"], case["pupil"]) == (str(child.person_id), *HERE)
    assert len(await transfers(harness)) == (1 if ended else 2)


@pytest.mark.parametrize("survivor_first", [False, True])
async def test_it_returns_also_where_its_own_child_is_the_survivor(
    harness: Harness, child: Child, survivor_first: bool
) -> None:
    other = Child(harness)
    await other.is_enrolled(CAME)
    merged = PersonMerged(person_id=other.person_id, merged_into=child.person_id)
    other.sequence += 1
    await harness.receive(merged, str(other.person_id), sequence=other.sequence)
    await child.is_enrolled(AT_FIRST, CAME)
    assert await places(harness) == [THERE]
    parted = [(child, AT_FIRST), (other, CAME)]
    for of_two, period in parted if survivor_first else reversed(parted):
        await of_two.is_enrolled(period)
    case = await harness.only_case()
    assert (case["person_id"], case["school"], case["pupil"]) == (str(child.person_id), *HERE)


async def test_a_hand_over_has_a_term_where_the_municipality_set_one(
    create_database: CreateDatabase, logs: Logs
) -> None:
    async with running_harness(await create_database("casework"), hand_over=3) as harness:
        child = Child(harness)
        await child.is_enrolled(AT_FIRST)
        await child.reaches()
        await harness.act((await harness.only_case())["case_id"], "start")
        await child.is_enrolled(LEFT, CAME)
        case = await harness.only_case()
        assert case["hand_over_by"] == "2026-11-26"
        [work] = (await harness.http.get("/worklist")).json()["items"]
        assert (work["due"], work["overdue"]) == ("2026-11-26", False)
        harness.clock.advance(timedelta(days=4))
        await watch_deadlines(harness.service.units, clock=harness.clock)
        assert (await harness.only_case())["hand_over_by"] is None
        assert (await harness.timeline(case["case_id"]))[-1]["text"] == "De termijn voor de overdracht is voorbij."


def test_no_municipality_has_that_term_by_itself() -> None:
    assert TermLengths().hand_over is None
