"""What a school reads of itself: what asks for attention, which marks to look into, and which are missing."""

from datetime import date

import pytest

from attendance.register.domain.status import Status
from attendance.testing.factories import FULL_DAYS, OTHER_SCHOOL, PUPIL, SCHOOL, enrolment, mark
from shared.domain.half_days import HalfDay
from shared.domain.roles import Role

from .visitor import A_SCHOOL, Visitor

AT = f"/school/{SCHOOL}"
DAY = FULL_DAYS[0]
SUNDAY = date(2026, 9, 6)


@pytest.fixture
async def school(visitor: Visitor) -> Visitor:
    """A school with two pupils, and a mark of each kind that is to be looked into."""
    async with visitor.service.units() as uow:
        await uow.school_names.apply(A_SCHOOL, 1)
    await visitor.enrol(enrolment(), enrolment(pupil="P-2", class_name="4B"))
    await visitor.record(
        mark(DAY),
        mark(DAY, pupil="P-3"),
        mark(SUNDAY),
        mark(SUNDAY, HalfDay.PM),
        mark(FULL_DAYS[1], status=Status.UNKNOWN),
        mark(FULL_DAYS[1], school=OTHER_SCHOOL, pupil="P-9"),
    )
    return visitor


async def test_the_overview_counts_what_asks_for_attention_and_leads_there(school: Visitor) -> None:
    text = (await school.see(f"{AT}/overzicht", Role.SCHOOL, school=SCHOOL)).text
    assert "<h1>Atheneum De Wilg</h1>" in text
    assert "1 melding wacht op een inschrijving" in text
    assert "2 meldingen tellen niet mee" in text
    assert "1 halve dag is nog niet opgehelderd" in text
    assert "Er is nu niets" not in text
    for soort in ("pending", "rejected", "unknown"):
        assert f'href="{AT}/nakijken?soort={soort}"' in text


async def test_the_overview_of_a_school_without_anything_says_so(visitor: Visitor) -> None:
    text = (await visitor.see(f"{AT}/overzicht", Role.SCHOOL, school=SCHOOL)).text
    assert "Er is nu niets dat uw aandacht vraagt" in text


async def test_marks_to_look_into_say_why_and_what_to_do(school: Visitor) -> None:
    text = (await school.see(f"{AT}/nakijken", Role.SCHOOL, school=SCHOOL)).text
    assert text.count("<tr data-row>") == 4
    assert "toen was er geen les" in text
    assert "Schrijf de leerling in vanaf die dag of vroeger" in text
    assert "P-9" not in text
    pending = (await school.see(f"{AT}/nakijken?soort=pending", Role.SCHOOL, school=SCHOOL)).text
    assert pending.count("<tr data-row>") == 1
    assert "P-3" in pending


async def test_a_week_says_how_many_pupils_have_no_mark_and_the_half_day_says_which(school: Visitor) -> None:
    text = (await school.see(f"{AT}/ontbreekt?dag={DAY}", Role.SCHOOL, school=SCHOOL)).text
    assert 'aria-label="1 leerling zonder melding, dinsdag 1 september 2026, voormiddag">1<' in text
    assert 'aria-label="2 leerlingen zonder melding, dinsdag 1 september 2026, namiddag">2<' in text
    morning = (await school.see(f"{AT}/ontbreekt/{DAY}/AM", Role.SCHOOL, school=SCHOOL)).text
    assert f'href="{AT}/leerlingen/P-2/halve-dagen?dag={DAY}"' in morning
    assert f"/{PUPIL}/halve-dagen" not in morning
    assert "Van 1 van de 2 leerlingen is er geen melding" in morning


@pytest.mark.parametrize("day", [SUNDAY, date(2026, 12, 1), date(2026, 11, 1)])
async def test_on_a_half_day_without_lessons_or_still_to_come_nobody_is_missing(school: Visitor, day: date) -> None:
    text = (await school.see(f"{AT}/ontbreekt/{day}/AM", Role.SCHOOL, school=SCHOOL)).text
    assert "werd geen enkele leerling verwacht" in text
    assert PUPIL not in text


@pytest.mark.parametrize("path", ["overzicht", "nakijken", "ontbreekt", f"ontbreekt/{DAY}/AM"])
async def test_pages_of_another_school_are_not_there(school: Visitor, path: str) -> None:
    theirs = await school.see(f"/school/{OTHER_SCHOOL}/{path}", Role.SCHOOL, school=SCHOOL)
    assert theirs.status_code == 404
    assert OTHER_SCHOOL not in theirs.text


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
async def test_a_day_of_no_school_year_is_refused(visitor: Visitor, day: str) -> None:
    for path in (f"ontbreekt?dag={day}", f"ontbreekt/{day}/AM"):
        assert (await visitor.see(f"{AT}/{path}", Role.SCHOOL, school=SCHOOL)).status_code == 422


async def test_the_municipality_chooses_a_school_and_sees_the_same(school: Visitor) -> None:
    assert f'href="{AT}/overzicht">Atheneum De Wilg</a>' in (await school.see("/school")).text
    assert "1 melding wacht" in (await school.see(f"{AT}/overzicht")).text
