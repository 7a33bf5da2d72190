"""The page of somebody's hours: patterns, exceptions and what takes them away, saved as one availability."""

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from consultation.domain.availability import Availability, AvailabilityException
from consultation.domain.local_time import BRUSSELS
from consultation.domain.weekly_hours import WeeklyHours
from shared.domain.roles import Role

from .visitor import Visitor

PATH = "/directory/contacten/counsellor-1/uren"
PATTERNS = {
    "version": "1",
    "patroon-0-dag1": "8:30-12, 13.00 – 16.00",
    "patroon-0-dag3": "08:30-12:00",
    "patroon-1-dag4": "9u-11u30",
    "patroon-1-van": "2026-09-03",
    "patroon-1-tot": "2027-06-30",
    "patroon-1-weken": "2",
    "patroon-2-van": "2027-09-01",
    "uitzondering-0-van": "2026-12-01",
    "uitzondering-0-er": "nee",
    "uitzondering-1-van": "2026-12-01",
    "uitzondering-1-vanuur": "10:00",
    "uitzondering-1-tot": "2026-12-01",
    "uitzondering-1-totuur": "11:00",
    "uitzondering-1-er": "ja",
    "uitzondering-2-er": "nee",
    "hoogstens": "3",
    "onderweg": "20",
}
SAVED = Availability(
    (
        WeeklyHours(1, time(8, 30), time(12)),
        WeeklyHours(1, time(13), time(16)),
        WeeklyHours(3, time(8, 30), time(12)),
        WeeklyHours(4, time(9), time(11, 30), date(2026, 9, 3), date(2027, 6, 30), 2),
    ),
    (
        AvailabilityException(date(2026, 12, 1), date(2026, 12, 1), False),
        AvailabilityException(
            datetime(2026, 12, 1, 10, tzinfo=BRUSSELS), datetime(2026, 12, 1, 11, tzinfo=BRUSSELS), True
        ),
    ),
    3,
    20,
)


async def kept(visitor: Visitor) -> tuple[Availability, int]:
    async with visitor.harness.units() as uow:
        contact = await uow.contacts.get("counsellor-1")
    return contact.availability, contact.version


def fields_of(page: str) -> dict[str, str]:
    """What the form of the page would send as it is."""
    inputs = {match[1]: match[2] for match in re.finditer(r'<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"', page)}
    selects = re.finditer(r'<select[^>]* name="([^"]+)">(.*?)</select>', page)
    ticked = {select[1]: "ja" if 'value="ja" selected' in select[2] else "nee" for select in selects}
    return inputs | ticked


async def test_what_is_typed_is_the_availability_and_the_page_sends_the_same_again(visitor: Visitor):
    answer = await visitor.send(PATH, Role.COUNSELLOR, **PATTERNS)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{PATH}?gedaan=uren")
    assert await kept(visitor) == (SAVED, 2)
    page = (await visitor.see(f"{PATH}?gedaan=uren", Role.COUNSELLOR)).text
    assert "De uren zijn bewaard." in page
    assert 'value="08:30-12:00, 13:00-16:00"' in page
    again = await visitor.send(PATH, Role.COUNSELLOR, **fields_of(page))
    assert (again.status_code, await kept(visitor)) == (303, (SAVED, 2))


async def test_a_page_with_years_of_exceptions_can_be_sent_again(visitor: Visitor):
    days = [date(2027, 1, 1) + timedelta(days=number) for number in range(300)]
    away = Availability(exceptions=tuple(AvailabilityException(day, day, False) for day in days))
    async with visitor.harness.units() as uow:
        await uow.save((await uow.contacts.get("counsellor-1")).available(away))
    form = fields_of((await visitor.see(PATH, Role.COUNSELLOR)).text)
    assert (await visitor.send(PATH, Role.COUNSELLOR, **{**form, "hoogstens": "2"})).status_code == 303
    assert await kept(visitor) == (replace(away, max_meetings_per_day=2), 3)


async def test_an_older_form_is_shown_again_with_what_was_typed(visitor: Visitor):
    await visitor.send(PATH, Role.COUNSELLOR, **PATTERNS)
    late = await visitor.send(PATH, Role.COORDINATOR, **{**PATTERNS, "hoogstens": "7"})
    assert (late.status_code, "Iemand heeft dit net gewijzigd" in late.text) == (412, True)
    assert (fields_of(late.text)["hoogstens"], fields_of(late.text)["version"]) == ("7", "2")
    assert await kept(visitor) == (SAVED, 2)


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("patroon-0-dag1", "in de voormiddag", "Schrijf uren als"),
        ("patroon-0-dag1", "25:00-26:00", "Schrijf uren als"),
        ("patroon-0-dag3", "12:00-08:30", "Het einde komt na het begin."),
        ("patroon-1-van", "", "van die week af wordt geteld"),
        ("patroon-1-tot", "2026-09-01", "Deze dag komt voor de eerste dag."),
        ("patroon-1-weken", "60", "Geef een getal van hoogstens 52."),
        ("uitzondering-1-tot", "2026-11-30", "Het einde komt na het begin."),
        ("uitzondering-0-van", "vrijdag", "Geef een datum, zoals 20/11/2026."),
        ("hoogstens", "vier", "Geef een getal"),
    ],
)
async def test_what_is_wrong_stands_at_its_field_and_nothing_is_saved(
    visitor: Visitor, field: str, typed: str, said: str
):
    answer = await visitor.send(PATH, Role.COUNSELLOR, **{**PATTERNS, field: typed})
    error = re.search(rf'id="veld-{field}-fout">([^<]*)', answer.text)
    assert (answer.status_code, error is not None and said in error[1]) == (422, True)
    assert await kept(visitor) == (Availability(), 1)


async def test_who_may_not_change_the_hours_sees_the_week_and_no_form(visitor: Visitor):
    for role in (Role.CLB, Role.CASEWORKER):
        page = await visitor.see(PATH, role)
        assert (page.status_code, "Week van maandag" in page.text, 'name="version"' in page.text) == (200, True, False)
        assert (await visitor.send(PATH, role, **PATTERNS)).status_code == 403
    assert await kept(visitor) == (Availability(), 1)


async def test_a_week_says_what_the_calendar_takes_away(visitor: Visitor):
    await visitor.send(PATH, Role.COUNSELLOR, **PATTERNS)
    christmas = (await visitor.see(f"{PATH}?week=2026-12-24", Role.COUNSELLOR)).text
    assert "Week van maandag 21 december 2026" in christmas
    assert re.search(r"8\.30–12\.00\s*uur</span>: geen les", christmas)
    lessons = (await visitor.see(f"{PATH}?week=2026-12-01", Role.COUNSELLOR)).text
    assert "geen les" not in lessons
    assert '<td class="taken">' in christmas
    assert '<td class="taken">' not in lessons


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
async def test_a_week_at_the_end_of_all_calendars_is_a_page(visitor: Visitor, day: str):
    assert (await visitor.see(f"{PATH}?week={day}", Role.COUNSELLOR)).status_code == 200
