"""Cases follow persons: names, mergers, partings, erasure."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from shared.contracts.attendance_persons import PersonMerged
from shared.contracts.consultation_meetings import MeetingRescheduled, MeetingScheduled
from shared.contracts.notifications_deliveries import NotificationSent

from .harness import OTHER_SCHOOL, SCHOOL, Harness, level_reached, meeting, notice, person

MINE = (SCHOOL, "P-1")
THEIRS = (OTHER_SCHOOL, "P-2")


class Two:
    """Two persons with an open case each; the first one's was opened first."""

    def __init__(self, harness: Harness) -> None:
        self.harness = harness
        self.first, self.second = uuid4(), uuid4()

    async def arrive(self) -> None:
        for person_id, register in ((self.first, MINE), (self.second, THEIRS)):
            await self.tell(person_id, 1, register)
            school, pupil = register
            level = level_reached(5, person_id=person_id, school=school, pupil=pupil)
            await self.harness.receive(level, str(person_id))

    async def tell(self, person_id: UUID, sequence: int, *registers: tuple[str, str]) -> None:
        await self.harness.receive(person(person_id, *registers), str(person_id), sequence=sequence)

    async def merge(self, source: UUID, target: UUID, sequence: int) -> None:
        merged = PersonMerged(person_id=source, merged_into=target)
        await self.harness.receive(merged, str(source), sequence=sequence)


async def test_merged_persons_keep_the_case_opened_first_with_all_that_belongs_to_it(harness: Harness) -> None:
    two = Two(harness)
    await two.arrive()
    stays, ends = await harness.cases()
    await harness.act(ends["case_id"], "notes", text="nota")
    planned = meeting(MeetingScheduled, uuid4(), ends["case_id"])
    await harness.receive(planned, str(uuid4()))
    await two.merge(two.first, two.second, 2)
    stays, ends = await harness.cases()
    assert (stays["status"], stays["person_id"]) == ("new", str(two.second))
    assert (ends["status"], ends["outcome"], ends["merged_into"]) == ("closed", "merged", stays["case_id"])
    assert [len(stays["signals"]), len(ends["signals"])] == [2, 0]
    assert [len(stays["meetings"]), len(ends["meetings"])] == [1, 0]
    kinds = [entry["kind"] for entry in await harness.timeline(stays["case_id"])]
    assert kinds.count("case-opened") == 2
    assert {"case-merged", "meeting-scheduled"} <= set(kinds)
    assert await harness.timeline(ends["case_id"]) == []
    notes = (await harness.http.get(f"/cases/{stays['case_id']}/notes")).json()["items"]
    assert [note["text"] for note in notes] == ["nota"]
    name, told = (await harness.sent())[-1]
    assert (name, told["outcome"], told["reason"]) == ("case-closed.v1", "merged", "persons-merged")
    assert told["merged_into"] == stays["case_id"]


async def test_what_is_told_of_the_closed_case_later_goes_to_the_one_that_stays(harness: Harness) -> None:
    two = Two(harness)
    await two.arrive()
    await two.merge(two.second, two.first, 2)
    stays, ends = await harness.cases()
    await harness.receive(meeting(MeetingScheduled, uuid4(), ends["case_id"], stays["case_id"]), "meeting")
    stays, ends = await harness.cases()
    assert [len(stays["meetings"]), len(ends["meetings"])] == [1, 0]


async def test_a_meeting_that_moved_along_stays_there_when_it_is_told_of_by_its_former_case(harness: Harness) -> None:
    """Consultation told it before it heard of the merger; the case goes on by itself again since."""
    two, meeting_id = Two(harness), uuid4()
    await two.arrive()
    stays, ends = await harness.cases()
    await harness.receive(meeting(MeetingScheduled, meeting_id, ends["case_id"]), str(meeting_id))
    await two.merge(two.second, two.first, 2)
    await two.tell(two.second, 3, THEIRS)
    await harness.act(ends["case_id"], "reopen", reason="reden")
    await harness.receive(meeting(MeetingRescheduled, meeting_id, ends["case_id"]), str(meeting_id), sequence=2)
    stays, ends = await harness.cases()
    assert [len(stays["meetings"]), len(ends["meetings"])] == [1, 0]
    assert "meeting-rescheduled" in [entry["kind"] for entry in await harness.timeline(stays["case_id"])]


async def test_that_one_may_have_been_closed_for_another_in_turn(harness: Harness) -> None:
    two, third = Two(harness), uuid4()
    await two.tell(third, 1, (SCHOOL, "P-3"))
    await harness.receive(level_reached(5, person_id=third, pupil="P-3"), str(third))
    harness.clock.advance(timedelta(minutes=1))
    await two.arrive()
    oldest, middle, newest = await harness.cases()
    await two.merge(two.second, two.first, 2)
    await two.merge(two.first, third, 2)
    planned = uuid4()
    await harness.receive(meeting(MeetingScheduled, planned, newest["case_id"]), str(planned))
    await harness.receive(notice(NotificationSent, "case", newest["case_id"], "clb", "case-opened"), "notice")
    assert [len(case["meetings"]) for case in await harness.cases()] == [1, 0, 0]
    assert [entry["kind"] for entry in await harness.timeline(oldest["case_id"])][-1] == "notice-sent"
    assert await harness.timeline(middle["case_id"]) == []


async def test_a_merged_case_cant_be_reopened_beside_the_open_one(harness: Harness) -> None:
    two = Two(harness)
    await two.arrive()
    await two.merge(two.second, two.first, 2)
    _, ends = await harness.cases()
    refused = await harness.act(ends["case_id"], "reopen", reason="reden")
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:flankerend:problem:conflict")


async def test_parted_persons_have_the_case_of_their_own_pupil(harness: Harness) -> None:
    two = Two(harness)
    await two.arrive()
    await two.merge(two.first, two.second, 2)
    await two.tell(two.second, 2, MINE, THEIRS)
    await two.tell(two.first, 3, MINE)
    await two.tell(two.second, 3, THEIRS)
    owners = {case["pupil"]: case["person_id"] for case in await harness.cases()}
    assert owners == {"P-1": str(two.first), "P-2": str(two.second)}
    assert {case["pupil"] for case in await harness.cases(status="new")} == {"P-1"}


async def test_a_parted_persons_own_level_brings_its_case_back(harness: Harness) -> None:
    two = Two(harness)
    await two.arrive()
    await two.merge(two.first, two.second, 2)
    await two.tell(two.first, 3, MINE)
    reopened = [case for case in await harness.cases() if case["pupil"] == "P-2"]
    assert [case["status"] for case in reopened] == ["active"]


async def test_a_level_of_a_merged_person_joins_the_living_ones_case(harness: Harness) -> None:
    two = Two(harness)
    await two.arrive()
    await two.merge(two.second, two.first, 2)
    await harness.receive(level_reached(10, person_id=two.second), str(two.second), sequence=2)
    stays, _ = await harness.cases()
    assert stays["level"] == 10


async def test_persons_merged_in_a_circle_for_a_moment_harm_nobody(harness: Harness) -> None:
    two = Two(harness)
    await two.arrive()
    await two.merge(two.first, two.second, 2)
    await two.merge(two.second, two.first, 2)
    assert len(await harness.cases()) == 2
    assert await harness.parked() == []


async def test_a_name_is_shown_and_erased(harness: Harness) -> None:
    two = Two(harness)
    await two.arrive()
    case, _ = await harness.cases()
    assert (case["given_name"], case["family_name"]) == ("Amina", "Vandeputte")
    await harness.receive_null("attendance.persons.v1", str(two.first))
    case, _ = await harness.cases()
    assert (case["given_name"], case["family_name"]) == (None, None)
    await two.tell(two.first, 1, MINE)
    assert (await harness.cases())[0]["given_name"] is None


async def test_a_person_without_a_version_is_parked(harness: Harness) -> None:
    await harness.receive(person(uuid4(), MINE), "key", sequence=None)  # type: ignore[arg-type]  # what is tested
    assert await harness.parked() == ["sequence: expected a whole number from 1"]
    await harness.receive_null("attendance.persons.v1", "nobody")
    assert await harness.parked() == ["sequence: expected a whole number from 1", "key: expected the id of a person"]


async def test_a_level_reached_while_persons_were_one_opens_no_second_case_when_they_part(harness: Harness) -> None:
    two = Two(harness)
    await two.tell(two.first, 1, MINE)
    await two.tell(two.second, 1, THEIRS)
    await two.merge(two.second, two.first, 2)
    await two.tell(two.first, 2, MINE, THEIRS)
    school, pupil = THEIRS
    await harness.receive(level_reached(5, person_id=two.first, school=school, pupil=pupil), str(two.first))
    await two.tell(two.second, 3, THEIRS)
    await two.tell(two.first, 3, MINE)
    case = await harness.only_case()
    assert (case["person_id"], len(case["signals"])) == (str(two.second), 1)


@pytest.mark.parametrize("parted_first", [True, False])
async def test_a_level_reached_while_persons_were_one_goes_with_its_pupil(harness: Harness, parted_first: bool) -> None:
    two = Two(harness)
    await two.tell(two.first, 1, MINE)
    await two.tell(two.second, 1, THEIRS)
    await two.merge(two.second, two.first, 2)
    await two.tell(two.first, 2, MINE, THEIRS)
    for sequence, (level, (school, pupil)) in enumerate(((5, MINE), (10, THEIRS)), 1):
        signal = level_reached(level, person_id=two.first, school=school, pupil=pupil)
        await harness.receive(signal, str(two.first), sequence=sequence)
    parted = [(two.second, 3, THEIRS), (two.first, 3, MINE)]
    for person_id, sequence, register in parted if parted_first else reversed(parted):
        await two.tell(person_id, sequence, register)
    cases = {case["person_id"]: case["level"] for case in await harness.cases()}
    assert cases == {str(two.first): 5, str(two.second): 10}


async def test_levels_that_go_with_their_pupil_begin_with_the_lowest(harness: Harness) -> None:
    two = Two(harness)
    await two.tell(two.first, 1, MINE)
    await two.tell(two.second, 1, THEIRS)
    await two.merge(two.second, two.first, 2)
    await two.tell(two.first, 2, MINE, THEIRS)
    highest, middle, lowest = sorted(uuid4() for _ in range(3))
    reached = ((lowest, 5, MINE), (middle, 10, THEIRS), (highest, 15, THEIRS))
    for sequence, (signal_id, level, (school, pupil)) in enumerate(reached, 1):
        given = {"person_id": two.first, "school": school, "pupil": pupil, "signal_id": signal_id}
        signal = level_reached(level, reached_on=date(2026, 11, 20), **given)
        await harness.receive(signal, str(two.first), sequence=sequence)
    await two.tell(two.second, 3, THEIRS)
    await two.tell(two.first, 3, MINE)
    [case] = [case for case in await harness.cases() if case["person_id"] == str(two.second)]
    kinds = [entry["kind"] for entry in await harness.timeline(case["case_id"])]
    assert kinds == ["case-opened", "meeting-requested", "case-escalated"]
