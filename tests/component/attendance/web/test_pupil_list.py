"""The list of pupils: for whom something stands, whose pupils they are, and how much of them is shown."""

import re
from datetime import date, timedelta

import pytest
from tests.component.attendance.counsellor import LATENESS, days_before

from attendance.early_signals.application.watch_early_signals import watch_early_signals
from attendance.early_signals.domain.rule import EarlySignalRule
from attendance.register.domain.status import Status
from attendance.testing.factories import (
    MORNING,
    OTHER_SCHOOL,
    SCHOOL,
    YEAR,
    enrolment,
    mark,
    problematic,
    with_insz,
)
from shared.domain.roles import Role
from shared.runtime.ids import new_id

from .visitor import Visitor

LIST = "/leerlingen"
LATE, QUIET, ABSENT, THEIRS = "1001", "1002", "1003", "9001"


@pytest.fixture
async def school(visitor: Visitor) -> Visitor:
    """A pupil who reached a level, one who is late again and again, one without anything, and one elsewhere."""
    names = {LATE: "Laat", QUIET: "Rustig", ABSENT: "Weg"}
    people = {pupil: with_insz(pupil, given_name="Noor", family_name=name) for pupil, name in names.items()}
    theirs = with_insz("theirs", given_name="Elders", family_name="Elders")
    await visitor.enrol(
        *(enrolment(pupil=pupil, person=person, class_name=f"{pupil[-1]}A") for pupil, person in people.items()),
        enrolment(pupil=THEIRS, person=theirs, school=OTHER_SCHOOL),
    )
    late = [mark(day, status=Status.LATE, pupil=LATE) for day in days_before(date(2026, 11, 19), 4)]
    await visitor.record(*problematic(5, pupil=ABSENT), *problematic(10, pupil=THEIRS, school=OTHER_SCHOOL), *late)
    async with visitor.service.units() as uow:
        rule = EarlySignalRule("repeated-lateness", 1, YEAR, LATENESS, "lokale afspraak")
        await uow.early_signals.add_rule(rule, visitor.service.clock.now())
    await watch_early_signals(visitor.service.units, clock=visitor.service.clock, new_id=new_id)
    for role in (Role.COUNSELLOR, Role.CLB):
        await visitor.know(f"{role.value}-1", role, SCHOOL)
    return visitor


def rows_of(text: str) -> list[str]:
    """The pupils of the list, by register number, in order."""
    return re.findall(rf'data-open-row href="{LIST}/[0-9]+/([0-9]+)"', text)


async def test_a_counsellor_sees_for_whom_something_stands_the_highest_level_first(school: Visitor) -> None:
    text = (await school.see(LIST, Role.COUNSELLOR)).text
    assert rows_of(text) == [ABSENT, LATE]
    assert "Noor Weg" in text
    assert '<span class="badge warn">5</span>' in text
    assert "vaak te laat" in text
    assert "4 keer te laat in de laatste 20 halve dagen" in text
    assert OTHER_SCHOOL not in text
    assert "Elders" not in text


async def test_all_pupils_of_the_school_are_a_link_away_and_a_class_narrows_them(school: Visitor) -> None:
    assert rows_of((await school.see(f"{LIST}?toon=alle", Role.COUNSELLOR)).text) == [LATE, QUIET, ABSENT]
    assert rows_of((await school.see(f"{LIST}?toon=alle&klas=2A", Role.COUNSELLOR)).text) == [QUIET]


async def test_a_clb_sees_level_and_count_and_no_name_class_or_early_signal(school: Visitor) -> None:
    text = (await school.see(LIST, Role.CLB)).text
    assert rows_of(text) == [ABSENT]
    assert "Noor" not in text
    assert "3A" not in text
    assert "vaak te laat" not in text
    assert "Een bezorgdheid melden" not in text


async def test_a_clb_finds_nobody_by_class_for_that_would_tell_the_class(school: Visitor) -> None:
    for path in (f"{LIST}?klas=3A", f"{LIST}?toon=alle&klas=3A"):
        assert rows_of((await school.see(path, Role.CLB)).text) == []
        assert ABSENT in rows_of((await school.see(path, Role.COUNSELLOR)).text)


async def test_a_coordinator_sees_all_schools_or_the_one_chosen(school: Visitor) -> None:
    assert rows_of((await school.see(LIST, Role.COORDINATOR)).text) == [ABSENT, LATE, THEIRS]
    assert rows_of((await school.see(f"{LIST}?school={OTHER_SCHOOL}", Role.COORDINATOR)).text) == [THEIRS]


async def test_a_level_reached_elsewhere_too_stands_for_the_pupil_here(school: Visitor) -> None:
    same = with_insz(THEIRS, given_name="Noor", family_name="Overal")
    later = {"recorded_at": MORNING + timedelta(hours=1)}
    there = {"school": OTHER_SCHOOL, "pupil": "9002"}
    await school.enrol(enrolment(pupil="1004", person=same, **later), enrolment(person=same, **there))
    await school.record(*problematic(5, **there))
    assert "1004" in rows_of((await school.see(LIST, Role.COUNSELLOR)).text)


async def test_a_pupils_page_says_the_early_signals_and_leads_to_a_report(school: Visitor) -> None:
    text = (await school.see(f"{LIST}/{SCHOOL}/{LATE}", Role.COUNSELLOR)).text
    assert "4 keer te laat in de laatste 20 halve dagen" in text
    assert 'action="/meldingen"' in text
    assert f'name="pupil" value="{LATE}"' in text
    assert "vaak te laat" not in (await school.see(f"{LIST}/{SCHOOL}/{LATE}", Role.CLB)).text


async def test_a_list_without_anything_says_what_to_do(visitor: Visitor) -> None:
    await visitor.know("counsellor-1", Role.COUNSELLOR, SCHOOL)
    assert "Toon alle leerlingen" in (await visitor.see(LIST, Role.COUNSELLOR)).text
    everybody = (await visitor.see(f"{LIST}?toon=alle", Role.COUNSELLOR)).text
    assert "Laat de school haar inschrijvingen doorgeven." in everybody


async def test_a_wrong_choice_is_refused_as_a_page(visitor: Visitor) -> None:
    for query in ("toon=iets", "school=12", "cursor=x"):
        answer = await visitor.see(f"{LIST}?{query}")
        assert (query, answer.status_code) == (query, 422)
