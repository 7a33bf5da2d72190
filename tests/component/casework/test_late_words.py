"""What was told of a merged case before its persons parted goes on in the other case, however late it is heard."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from shared.contracts.attendance_persons import PersonMerged
from shared.contracts.consultation_meetings import MeetingScheduled
from shared.contracts.notifications_deliveries import NotificationSent
from shared.messaging.record import StoredRecord

from .harness import OTHER_SCHOOL, SCHOOL, Harness, level_reached, meeting, notice, person

MINE, THEIRS = (SCHOOL, "P-1"), (OTHER_SCHOOL, "P-2")


class Parted:
    """Two cases: the second was merged into the first, and goes on by itself again."""

    def __init__(self, harness: Harness) -> None:
        self.harness = harness
        self.first, self.second = uuid4(), uuid4()

    async def open(self) -> None:
        for person_id, register in ((self.first, MINE), (self.second, THEIRS)):
            await self.harness.receive(person(person_id, register), str(person_id))
            school, pupil = register
            signal = level_reached(person_id=person_id, school=school, pupil=pupil)
            await self.harness.receive(signal, str(person_id))

    async def merge(self) -> None:
        self.harness.clock.advance(timedelta(minutes=1))
        merged = PersonMerged(person_id=self.second, merged_into=self.first)
        await self.harness.receive(merged, str(self.second), sequence=2)

    async def part(self) -> None:
        self.harness.clock.advance(timedelta(minutes=1))
        await self.harness.receive(person(self.second, THEIRS), str(self.second), sequence=3)
        [second] = await self.harness.cases(person=str(self.second))
        assert second["status"] == "active"  # its own level brought it back
        self.harness.clock.advance(timedelta(minutes=1))


@pytest.fixture
async def parted(harness: Harness) -> Parted:
    parted = Parted(harness)
    await parted.open()
    return parted


async def later(parted: Parted, told: StoredRecord) -> list[dict[str, Any]]:
    """The two cases after this was heard once the persons had merged, parted, and the case was reopened."""
    await parted.merge()
    await parted.part()
    await parted.harness.handle(told)
    return await parted.harness.cases()


async def test_the_first_word_of_a_meeting_of_before_links_it_to_the_case_that_took_the_meetings_over(
    harness: Harness, parted: Parted
) -> None:
    _, second = await harness.cases()
    meeting_id = uuid4()
    told = harness.record(meeting(MeetingScheduled, meeting_id, second["case_id"]), meeting_id)
    first, second = await later(parted, told)
    assert str(meeting_id) in [item["meeting_id"] for item in first["meetings"]]
    assert str(meeting_id) not in [item["meeting_id"] for item in second["meetings"]]


async def test_it_links_where_the_same_word_in_time_did(harness: Harness, parted: Parted) -> None:
    _, second = await harness.cases()
    meeting_id = uuid4()
    await harness.receive(meeting(MeetingScheduled, meeting_id, second["case_id"]), str(meeting_id))
    await parted.merge()
    await parted.part()
    first, second = await harness.cases()
    assert str(meeting_id) in [item["meeting_id"] for item in first["meetings"]]


async def test_a_meeting_that_was_arranged_after_the_parting_is_the_cases_own(harness: Harness, parted: Parted) -> None:
    await parted.merge()
    await parted.part()
    _, second = await harness.cases()
    meeting_id = uuid4()
    await harness.receive(meeting(MeetingScheduled, meeting_id, second["case_id"]), str(meeting_id))
    _, second = await harness.cases()
    assert str(meeting_id) in [item["meeting_id"] for item in second["meetings"]]


async def test_a_case_that_was_merged_again_since_has_left_it_behind(harness: Harness) -> None:
    third, parted, meeting_id = uuid4(), Parted(harness), uuid4()
    await harness.receive(person(third, (SCHOOL, "P-3")), str(third))
    await harness.receive(level_reached(person_id=third, pupil="P-3"), str(third))
    harness.clock.advance(timedelta(minutes=1))
    await parted.open()
    [second] = await harness.cases(person=str(parted.second))
    told = harness.record(meeting(MeetingScheduled, meeting_id, second["case_id"]), meeting_id)
    await parted.merge()
    await parted.part()
    await harness.receive(PersonMerged(person_id=parted.second, merged_into=third), str(parted.second), sequence=4)
    assert (await harness.http.get(f"/cases/{second['case_id']}")).json()["outcome"] == "merged"
    await harness.handle(told)
    [first] = await harness.cases(person=str(parted.first))
    assert str(meeting_id) in [item["meeting_id"] for item in first["meetings"]]


async def test_a_notice_of_before_stands_with_the_case_that_took_the_timeline_over(
    harness: Harness, parted: Parted
) -> None:
    _, second = await harness.cases()
    sent = notice(NotificationSent, "case", second["case_id"], "clb", "case-opened")
    first, second = await later(parted, harness.record(sent, "notice"))
    assert [len(first["notices"]), len(second["notices"])] == [1, 0]
    assert "notice-sent" in [entry["kind"] for entry in await harness.timeline(first["case_id"])]
    assert "notice-sent" not in [entry["kind"] for entry in await harness.timeline(second["case_id"])]
