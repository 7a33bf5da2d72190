"""A pupil with a case changes school: the case, its meeting and its mails follow, each told once."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.component.notifications.mail_server import MailServer

from shared.contracts.attendance_persons import PersonChanged
from shared.contracts.attendance_signals import LevelReached
from shared.runtime.clock import BRUSSELS

from .attendance import SCHOOLS
from .conftest import OpenHarness
from .harness import Harness

HERE, THERE = (SCHOOLS[1], "P-1"), (SCHOOLS[0], "P-2")
"""The pupil changes to the school that has a CLB contact."""
TODAY = date(2026, 11, 23)
STARTS = TODAY + timedelta(days=2)


class Walk:
    """One pupil's walk through the chain."""

    def __init__(self, harness: Harness) -> None:
        self.harness = harness
        self.person_id = uuid4()

    async def enrolled(self, *periods: tuple[tuple[str, str], date, date | None]) -> None:
        enrolments = [
            {"school": school, "pupil": pupil, "class": "3A", "level": "secundair", "structure": "311"}
            | {"valid_from": first, "valid_until": last}
            for (school, pupil), first, last in periods
        ]
        names = {"given_name": "Amina", "family_name": "Vandeputte", "birth_date": date(2011, 3, 4)}
        told = {"person_id": self.person_id, "enrolments": enrolments, **names}
        self.harness.tell(PersonChanged.model_validate(told), self.person_id)
        await self.harness.let_pass()

    async def reaches_five(self) -> None:
        school, pupil = HERE
        signal: dict[str, Any] = {
            "signal_id": uuid4(),
            "person_id": self.person_id,
            "school": school,
            "pupil": pupil,
            "level_of_education": "secundair",
            "school_year": "2026-2027",
            "rule": "problematic-half-days",
            "rule_version": 1,
            "level": 5,
            "count": 5,
            "reached_on": date(2026, 11, 20),
            "half_days": [{"date": date(2026, 11, 20), "half_day": "AM", "school": school}],
        }
        self.harness.tell(LevelReached.model_validate(signal), self.person_id)
        await self.harness.let_pass()

    async def look(self) -> None:
        """Casework looks at the day."""
        [watch] = [ticker for ticker in self.harness.services["casework"].tickers if ticker.name == "schools"]
        await watch._job()
        await self.harness.let_pass()

    async def case(self) -> dict[str, Any]:
        [case] = (await self.harness.ask("casework", "GET", "/cases")).json()["items"]
        return dict(case)

    async def mailed(self) -> list[tuple[str, str]]:
        """What was mailed to whom, in order."""
        sent = "SELECT template, contact_id FROM notice WHERE status = 'sent' ORDER BY position"
        return [(row["template"], row["contact_id"]) for row in await self.harness.rows("notifications", sent)]

    async def meetings(self) -> list[tuple[str, str, set[str]]]:
        items = (await self.harness.ask("consultation", "GET", "/meetings")).json()["items"]
        return [
            (item["school"], item["status"], {person["contact_id"] for person in item["participants"]})
            for item in items
        ]


@pytest.fixture(params=[1, *(pytest.param(seed, marks=pytest.mark.soak) for seed in (2, 3))])
async def walk(request: pytest.FixtureRequest, open_harness: OpenHarness) -> Walk:
    harness = await open_harness(request.param)
    walk = Walk(harness)
    await walk.enrolled((HERE, date(2026, 9, 1), None))
    await walk.reaches_five()
    return walk


async def test_everything_follows_on_the_day_and_each_is_told_once(walk: Walk, mail: MailServer) -> None:
    before = await walk.mailed()
    assert sorted(before) == [
        ("case-opened", "coach-1"),
        ("case-opened", "coordinator-1"),
        ("meeting-invitation", "caseworker-1"),
        ("meeting-invitation", "coach-1"),
        ("meeting-invitation", "counsellor-2"),
    ]
    await walk.enrolled((HERE, date(2026, 9, 1), STARTS - timedelta(days=1)), (THERE, STARTS, None))
    await walk.look()
    assert (await walk.case())["school"] == SCHOOLS[1]
    walk.harness.clock.set(datetime.combine(STARTS, datetime.min.time(), BRUSSELS) + timedelta(hours=7))
    await walk.look()
    case = await walk.case()
    assert (case["school"], case["pupil"]) == THERE
    assert await walk.meetings() == [
        (SCHOOLS[1], "cancelled", {"counsellor-2", "caseworker-1", "coach-1"}),
        (SCHOOLS[0], "scheduled", {"counsellor-1", "caseworker-1", "clb-1", "coach-1"}),
    ]
    assert [item["status"] for item in case["meetings"]] == ["cancelled", "scheduled"]
    assert sorted((await walk.mailed())[len(before) :]) == [
        ("case-transferred", "clb-1"),
        ("case-transferred", "coach-1"),
        ("meeting-cancelled", "caseworker-1"),
        ("meeting-cancelled", "coach-1"),
        ("meeting-cancelled", "counsellor-2"),
        ("meeting-invitation", "caseworker-1"),
        ("meeting-invitation", "clb-1"),
        ("meeting-invitation", "coach-1"),
        ("meeting-invitation", "counsellor-1"),
    ]
    mails = len(mail.taken)
    await walk.harness.replay()
    await walk.look()
    assert len(mail.taken) == mails


async def test_what_happens_later_is_told_to_the_new_schools_people_alone(walk: Walk) -> None:
    await walk.enrolled((HERE, date(2026, 9, 1), TODAY - timedelta(days=1)), (THERE, TODAY, None))
    before = len(await walk.mailed())
    case_id = UUID((await walk.case())["case_id"])
    await walk.harness.ask("casework", "POST", f"/cases/{case_id}/close", outcome="other", reason="reden")
    await walk.harness.let_pass()
    after = sorted((await walk.mailed())[before:])
    assert [who for template, who in after if template == "meeting-cancelled"] == [
        "caseworker-1",
        "clb-1",
        "coach-1",
        "counsellor-1",
    ]
