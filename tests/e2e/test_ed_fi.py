"""The official Ed-Fi sample goes through the whole chain like any stream: cases, meetings, mails."""

import os
from collections import Counter
from datetime import datetime
from pathlib import Path

import httpx
import pytest
from lxml import etree

from shared.local.stack import Stack

from .harness import Harness

pytestmark = [pytest.mark.asyncio(loop_scope="package"), pytest.mark.timeout(240)]

SCHOOL_YEAR_RUNS = datetime.fromisoformat("2022-03-15T09:00:00+01:00")
SCHOOL = "125001"
SCHOOLS = {"255901001": "125001", "255901044": "125002", "255901107": "125003"}
NS = {"e": "http://ed-fi.org/5.2.0"}


def sample(name: str) -> Path:
    shared = Path(os.environ.get("FLANKEREND_SHARED") or Path(__file__).parents[3] / "shared")
    path = shared / "data" / "ed-fi" / name
    if not path.exists():
        pytest.skip(f"the Ed-Fi sample {name} is not here (FLANKEREND_SHARED names its folder)")
    return path


@pytest.mark.soak
async def test_the_sample_opens_cases_plans_meetings_and_sends_mails(harness: Harness, stack: Stack):
    marks = sample("StudentSchoolAttendance.xml")
    stack.clock.set(SCHOOL_YEAR_RUNS)
    calendar = await _import(stack, sample("EducationOrgCalendar.xml"), {"format": "ed-fi-calendar"})
    answer = await _import(stack, marks, {"format": "ed-fi", "enrol": "implicit"})
    outcome = await harness.settled(150)

    assert calendar["accepted"] == 6
    unjustified = _unjustified_half_days(marks)
    expected = {pupil for pupil, count in unjustified.items() if count >= 5}
    assert expected, "the sample has pupils with five unjustified half days"
    assert {(case["school"], case["pupil"]) for case in outcome.cases} == expected
    assert {(s["school"], s["pupil"], s["level"]) for s in outcome.signals} == {
        (*pupil, level) for pupil, count in unjustified.items() for level in (5, 10, 15, 30) if count >= level
    }
    assert len(outcome.meetings) == len(expected)
    assert outcome.by_status("notices") == {"sent": len(outcome.notices)}
    assert len(harness.mails()) == len(outcome.notices) >= 2 * len(expected)
    assert answer["accepted"] > 2000

    again = await _import(stack, marks, {"format": "ed-fi", "enrol": "implicit"})
    assert again["accepted"] == 0
    assert again["unchanged"] >= answer["accepted"]


def _unjustified_half_days(path: Path) -> Counter[tuple[str, str]]:
    """Straight from the XML: half days per pupil, two a day and one on a Wednesday, in the terms of the sample.

    Every unexcused absence of the sample is a whole day; one of a part of it would have to be counted otherwise.
    """
    found: Counter[tuple[str, str]] = Counter()
    seen = set()
    for event in etree.parse(path).iterfind(".//e:StudentSchoolAttendanceEvent", NS):
        text = {element.tag.split("}")[1]: element.text for element in event.iter()}
        day = datetime.strptime(text["EventDate"], "%Y-%m-%d").date()  # noqa: DTZ007
        pupil = (SCHOOLS[event.findtext("e:SchoolReference//e:SchoolId", None, NS)], text["StudentUniqueId"])
        if not text["AttendanceEventCategory"].endswith("#Unexcused Absence") or (pupil, day) in seen:
            continue
        assert float(text["EventDuration"]) == 1
        seen.add((pupil, day))
        in_term = ("2021-08-23" <= str(day) <= "2021-12-17") or ("2022-01-04" <= str(day) <= "2022-05-27")
        if day.weekday() < 5 and in_term and day <= SCHOOL_YEAR_RUNS.date():
            found[pupil] += 1 if day.weekday() == 2 else 2
    return found


async def _import(stack: Stack, path: Path, parameters: dict[str, str]) -> dict:
    query = [*parameters.items(), *(("map", f"{theirs}:{ours}") for theirs, ours in SCHOOLS.items())]
    headers = {"Authorization": f"Bearer {stack.token('coordinator')}", "Content-Type": "application/xml"}
    async with httpx.AsyncClient(timeout=120, headers=headers) as client:
        url = f"{stack.service_url('attendance')}/imports"
        answer = await client.post(url, params=query, content=path.read_bytes())
    assert answer.status_code == 200, answer.text
    return answer.json()
