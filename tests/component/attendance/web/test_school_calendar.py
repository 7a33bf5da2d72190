"""A school closes days of its own year by a click on the day, and opens them again."""

import re
from datetime import date
from typing import Any

import httpx
import pytest

from attendance.testing.factories import OTHER_SCHOOL, SCHOOL, YEAR, enrolment
from shared.domain.half_days import HalfDay
from shared.domain.roles import Role
from shared.domain.school_calendar import ExtraHalfDay, SchoolCalendar

from .visitor import Visitor

PAGE = f"/school/{SCHOOL}/kalender/2026-2027"
TRAINING = {"versie": "0", "dag": "2026-11-27", "reden": "Studiedag", "gebruik": "staff-training"}


async def send(visitor: Visitor, path: str = PAGE, **fields: Any) -> httpx.Response:
    async with await visitor.by(Role.SCHOOL, school=SCHOOL, **{"Sec-Fetch-Site": "same-origin"}) as browser:
        return await browser.post(path, data=fields)


async def see(visitor: Visitor, path: str = PAGE) -> str:
    answer = await visitor.see(path, Role.SCHOOL, school=SCHOOL)
    assert answer.status_code == 200
    return answer.text


async def calendar_of(visitor: Visitor) -> SchoolCalendar | None:
    async with visitor.service.units() as uow:
        return next(iter(await uow.calendars.own({SCHOOL})), None)


async def test_a_click_on_a_day_puts_it_into_the_form(visitor: Visitor) -> None:
    text = await see(visitor)
    assert 'aria-label="vrijdag 27 november 2026: les"' in text
    assert 'aria-label="woensdag 25 november 2026: alleen in de voormiddag les"' in text
    click = re.search(r'href="([^"#]+dag=2026-11-27)#sluiten"', text)
    assert click
    assert 'name="dag" type="date" value="2026-11-27"' in await see(visitor, click[1])


async def test_the_calendar_without_a_year_is_the_running_one(visitor: Visitor) -> None:
    answer = await visitor.see(f"/school/{SCHOOL}/kalender", Role.SCHOOL, school=SCHOOL)
    assert (answer.status_code, answer.headers["location"]) == (303, PAGE)


async def test_a_day_is_closed_and_opened_again(visitor: Visitor) -> None:
    closed = await send(visitor, **TRAINING)
    assert (closed.status_code, closed.headers["location"]) == (303, f"{PAGE}?gedaan=gesloten")
    text = await see(visitor, f"{PAGE}?gedaan=gesloten")
    assert "De school is dan gesloten" in text
    assert "Studiedag" in text
    assert 'title="geen les: Studiedag"' in text
    assert (await send(visitor, versie="1", nummer="0", stap="open")).status_code == 303
    assert 'aria-label="vrijdag 27 november 2026: les"' in await see(visitor)


async def test_days_in_a_row_close_on_school_days_alone(visitor: Visitor) -> None:
    await send(visitor, **TRAINING, tot="2026-11-30")
    calendar = await calendar_of(visitor)
    assert calendar
    assert [closure.date for closure in calendar.closures] == [date(2026, 11, 27), date(2026, 11, 30)]


async def test_half_a_day_of_one_site_closes_that_alone(visitor: Visitor) -> None:
    await send(visitor, **TRAINING, deel="PM", site="2")
    text = await see(visitor)
    assert "Studiedag, namiddag, vestigingsplaats 2" in text
    assert 'aria-label="vrijdag 27 november 2026: les: Studiedag, namiddag, vestigingsplaats 2"' in text


async def test_afternoons_in_a_row_close_where_there_are_lessons_that_are_not_closed_yet(visitor: Visitor) -> None:
    await send(visitor, **{**TRAINING, "dag": "2026-11-24", "deel": "PM"})
    await send(
        visitor, **{**TRAINING, "versie": "1", "dag": "2026-11-24", "tot": "2026-11-27", "deel": "PM", "reden": "Feest"}
    )
    calendar = await calendar_of(visitor)
    assert calendar
    assert [(closure.date.day, closure.reason) for closure in calendar.closures] == [
        (24, "Studiedag"),
        (26, "Feest"),
        (27, "Feest"),
    ]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"dag": "2026-11-28"}, "Dan is er al geen les"),
        ({"dag": "2026-11-03"}, "Dan is er al geen les"),
        ({"dag": "2026-11-25", "deel": "PM"}, "Dan is er al geen les"),
        ({"dag": "2026-11-28", "site": "2"}, "Dan is er al geen les"),
        ({"dag": "2027-09-01"}, "Deze dag ligt niet in dit schooljaar"),
        ({"tot": "2026-11-26"}, "De laatste dag ligt voor de eerste"),
        ({"reden": " "}, "Vul dit in"),
        ({"deel": "avond"}, "Kies een van de mogelijkheden"),
        ({"dag": "morgen"}, "Geef een datum"),
    ],
)
async def test_what_cannot_be_closed_says_why_and_changes_nothing(
    visitor: Visitor, fields: dict[str, str], says: str
) -> None:
    answer = await send(visitor, **{**TRAINING, **fields})
    assert (answer.status_code, says in answer.text) == (422, True), answer.text
    assert await calendar_of(visitor) is None


async def test_a_calendar_that_changed_meanwhile_is_shown_anew_and_not_changed(visitor: Visitor) -> None:
    await send(visitor, **TRAINING)
    for fields in ({**TRAINING, "dag": "2026-12-01"}, {"versie": "0", "nummer": "0", "stap": "open"}):
        answer = await send(visitor, **fields)
        assert answer.status_code == 409
        assert "Iemand heeft de kalender ondertussen gewijzigd" in answer.text
    calendar = await calendar_of(visitor)
    assert calendar
    assert [closure.date for closure in calendar.closures] == [date(2026, 11, 27)]


async def test_what_the_municipality_added_stays(visitor: Visitor) -> None:
    extra = (ExtraHalfDay(date(2026, 11, 25), HalfDay.PM),)
    async with visitor.service.units() as uow:
        await visitor.use_cases.change_calendar(uow, SchoolCalendar(SCHOOL, YEAR, extra=extra), None)
    await send(visitor, **{**TRAINING, "versie": "1"})
    calendar = await calendar_of(visitor)
    assert calendar
    assert (calendar.extra, len(calendar.closures)) == (extra, 1)


async def test_more_free_days_than_allowed_are_named(visitor: Visitor) -> None:
    await visitor.enrol(enrolment())
    assert "er mogen er" not in await see(visitor)
    await send(visitor, **TRAINING, tot="2026-12-18")
    assert "halve dagen zijn pedagogische studiedag, er mogen er" in await see(visitor)


async def test_a_calendar_of_another_school_is_refused(visitor: Visitor) -> None:
    theirs = f"/school/{OTHER_SCHOOL}/kalender/2026-2027"
    assert (await visitor.see(theirs, Role.SCHOOL, school=SCHOOL)).status_code == 403
    assert (await send(visitor, theirs, **TRAINING)).status_code == 403
