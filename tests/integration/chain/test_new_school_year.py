"""A level of a newer school year on a case that is still open: who is mailed, and how it is taken back."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.component.notifications.mail_server import MailServer

from shared.contracts.attendance_persons import PersonChanged
from shared.contracts.attendance_signals import LevelReached, LevelWithdrawn
from shared.runtime.clock import BRUSSELS

from .attendance import SCHOOLS
from .conftest import OpenHarness
from .harness import Harness

OLD, NEW = "2025-2026", "2026-2027"
_PLACES = {OLD: (SCHOOLS[1], "P-1", 15, date(2026, 4, 30)), NEW: (SCHOOLS[0], "P-2", 5, date(2026, 11, 20))}
"""The pupil changed to a school that has a CLB contact."""


class Pupil:
    """One pupil's levels of two school years."""

    def __init__(self, harness: Harness) -> None:
        self._harness = harness
        self._person_id = uuid4()
        self._signals: dict[str, LevelReached] = {}
        enrolments = [
            {"school": place[0], "pupil": place[1], "class": "3A", "level": "secundair", "structure": "311"}
            | {"valid_from": date(int(year[:4]), 9, 1), "valid_until": None}
            for year, place in _PLACES.items()
        ]
        names = {"given_name": "Amina", "family_name": "Vandeputte", "birth_date": date(2011, 3, 4)}
        told = {"person_id": self._person_id, "enrolments": enrolments, **names}
        harness.tell(PersonChanged.model_validate(told), self._person_id)

    async def reaches(self, school_year: str) -> None:
        """A level of this school year is reached, and everything that follows happens."""
        school, pupil, level, day = _PLACES[school_year]
        self._signals[school_year] = LevelReached(
            signal_id=uuid4(),
            person_id=self._person_id,
            school=school,
            pupil=pupil,
            level_of_education="secundair",
            school_year=school_year,
            rule="problematic-half-days",
            rule_version=1,
            level=level,
            count=level,
            reached_on=day,
            half_days=({"date": day, "half_day": "AM", "school": school},),
        )
        self._harness.tell(self._signals[school_year], self._person_id)
        await self._harness.let_pass()

    async def loses(self, school_year: str) -> None:
        """A correction takes that level away."""
        lost = LevelWithdrawn.model_validate(self._signals[school_year].model_dump() | {"count": 4})
        self._harness.tell(lost, self._person_id)
        await self._harness.let_pass()


async def only_case(harness: Harness) -> dict[str, Any]:
    [case] = (await harness.ask("casework", "GET", "/cases")).json()["items"]
    return dict(case)


async def told(harness: Harness) -> list[tuple[str, str]]:
    """What was mailed about the case to whom, in order."""
    sent = "SELECT template, contact_id FROM notice WHERE about_kind = 'case' AND status = 'sent' ORDER BY position"
    return [(row["template"], row["contact_id"]) for row in await harness.rows("notifications", sent)]


@pytest.fixture
async def harness(open_harness: OpenHarness) -> Harness:
    return await open_harness(1)


async def in_both_years(harness: Harness) -> Pupil:
    """A pupil who reached level 15 in May, and in November level 5 while that case is still open."""
    harness.clock.set(datetime(2026, 5, 4, 9, 0, tzinfo=BRUSSELS))
    pupil = Pupil(harness)
    await pupil.reaches(OLD)
    assert await told(harness) == [("case-opened", "coordinator-1"), ("case-opened", "coach-1")]
    harness.clock.set(datetime(2026, 11, 23, 9, 0, tzinfo=BRUSSELS))
    await pupil.reaches(NEW)
    return pupil


async def withdraw(harness: Harness) -> None:
    case = await only_case(harness)
    assert case["status"] == "withdrawal-proposed"
    answer = await harness.ask("casework", "POST", f"/cases/{UUID(case['case_id'])}/withdraw", reason="attest")
    assert answer.status_code == 200
    await harness.let_pass()


async def test_the_clb_of_the_pupils_school_is_told_and_corrected_once_though_the_case_stays(
    harness: Harness, mail: MailServer
) -> None:
    pupil = await in_both_years(harness)
    case = await only_case(harness)
    assert (case["school"], case["respond_by"], case["level_school_year"]) == (SCHOOLS[0], "2026-11-30", NEW)
    assert (await told(harness))[2:] == [("case-escalated", "clb-1"), ("case-escalated", "coach-1")]
    await pupil.loses(NEW)
    assert (await only_case(harness))["status"] == "new"
    assert sorted((await told(harness))[4:]) == [("level-withdrawn", "clb-1"), ("level-withdrawn", "coach-1")]
    await pupil.loses(OLD)
    await withdraw(harness)
    assert sorted((await told(harness))[6:]) == [("case-withdrawn", "coach-1"), ("case-withdrawn", "coordinator-1")]
    mails = len(mail.taken)
    await harness.replay()
    assert len(mail.taken) == mails


async def test_a_case_of_which_nothing_stands_any_more_takes_both_years_back_once_it_is_withdrawn(
    harness: Harness,
) -> None:
    pupil = await in_both_years(harness)
    await pupil.loses(OLD)
    assert (await only_case(harness))["status"] == "new"
    await pupil.loses(NEW)
    assert len(await told(harness)) == 4
    await withdraw(harness)
    corrections = (await told(harness))[4:]
    assert sorted(corrections) == [(("case-withdrawn"), who) for who in ("clb-1", "coach-1", "coordinator-1")]
    entries = (await harness.ask("casework", "GET", f"/cases/{(await only_case(harness))['case_id']}/timeline")).json()
    texts = [entry["text"] for entry in entries["items"]]
    assert "Melding van een hoger niveau verstuurd naar het CLB." in texts
