"""A pupil at two schools, and one at another alone: no page of one school shows anything of the other."""

import re
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import quote

import httpx
import pytest

from attendance.testing.factories import (
    FULL_DAYS,
    MORNING,
    OTHER_SCHOOL,
    PUPIL,
    SCHOOL,
    YEAR,
    enrolment,
    mark,
    problematic,
    with_insz,
)
from shared.domain.roles import Role
from shared.domain.school_calendar import Closure, SchoolCalendar

from .visitor import CALENDAR, PAGE, Visitor

CANARY = "Kanariepiet"
EVIL = """"><img src=x onerror=alert(1)>'<!--"""
THEIR_PUPIL = "88-not-a-part-of-a-hash"
ROLES = (Role.COUNSELLOR, Role.CLB, Role.SCHOOL)
THEIRS = f"/leerlingen/{OTHER_SCHOOL}/{THEIR_PUPIL}"


async def closes(visitor: Visitor, school: str, day: date, reason: str) -> None:
    async with visitor.service.units() as uow:
        calendar = SchoolCalendar(school, YEAR, closures=(Closure(day, None, reason),))
        await visitor.use_cases.change_calendar(uow, calendar, None)


@pytest.fixture
async def both(visitor: Visitor) -> Visitor:
    """A pupil at this school with days at another, where everything has a canary."""
    same = with_insz("the same person")
    later = {"recorded_at": MORNING + timedelta(hours=1)}
    there = {"school": OTHER_SCHOOL, "pupil": THEIR_PUPIL}
    canary = replace(same, family_name=CANARY, given_name=CANARY, insz_key=b"of another")
    await visitor.enrol(
        enrolment(person=same, **later),
        enrolment(person=same, class_name=f"9{CANARY}", **there),
        enrolment(person=canary, class_name=f"9{CANARY}", school=OTHER_SCHOOL, pupil="99"),
    )
    elsewhere = [mark(day, **there) for day in FULL_DAYS[5:9]]
    await visitor.record(*problematic(3), *elsewhere, *problematic(6, school=OTHER_SCHOOL, pupil="99"))
    await closes(visitor, OTHER_SCHOOL, date(2026, 12, 1), CANARY)
    for role in ROLES:
        await visitor.know(f"{role.value}-1", role, SCHOOL)
    return visitor


async def everything(browser: httpx.AsyncClient, *starts: str) -> dict[str, httpx.Response]:
    """Every page of pupils that links lead to, and what fragments and school years show."""
    answers: dict[str, httpx.Response] = {}
    addresses = list(starts)
    while addresses:
        address = addresses.pop()
        if address not in answers and address.startswith("/leerlingen"):
            answers[address] = await browser.get(address)
            part = await browser.get(address, headers={"X-Fragment": "1"})
            answers[f"part of {address}"] = part
            addresses += re.findall(r'(?:href|data-fragment)="([^"]+)"', answers[address].text.replace("&amp;", "&"))
    return answers


@pytest.mark.parametrize("role", ROLES)
async def test_no_page_shows_anything_of_another_school(both: Visitor, role: Role) -> None:
    starts = [f"{path}?schooljaar={year}" for path in (PAGE, CALENDAR) for year in ("2025-2026", "2026-2027")]
    async with await both.by(role, school=SCHOOL) as browser:
        answers = await everything(browser, PAGE, CALENDAR, *starts)
    for address, answer in answers.items():
        assert (address, answer.status_code) == (address, 200)
        for secret in (CANARY, OTHER_SCHOOL, THEIR_PUPIL, f"9{CANARY[:3]}", "2026-12-01"):
            assert (address, secret, secret in answer.text) == (address, secret, False)


async def test_a_caseworker_meets_the_canary_on_the_same_walk(both: Visitor) -> None:
    async with await both.by(Role.CASEWORKER) as browser:
        answers = await everything(browser, THEIRS, f"/leerlingen/{OTHER_SCHOOL}/99")
    assert all(CANARY in answers[path].text for path in (THEIRS, f"/leerlingen/{OTHER_SCHOOL}/99"))


@pytest.mark.parametrize("role", ROLES)
async def test_a_pupil_of_another_school_is_answered_as_one_that_is_not_there(both: Visitor, role: Role) -> None:
    async with await both.by(role, school=SCHOOL) as browser:
        for rest in ("", "/kalender", "?schooljaar=2025-2026", "/kalender?dossier=SP-2026-000001"):
            for headers in ({}, {"X-Fragment": "1"}):
                theirs, unknown_there, unknown_school, unknown_here = [
                    await browser.get(f"/leerlingen/{who}{rest}", headers=headers)
                    for who in (
                        f"{OTHER_SCHOOL}/{THEIR_PUPIL}",
                        f"{OTHER_SCHOOL}/77",
                        f"999999/{THEIR_PUPIL}",
                        f"{SCHOOL}/77",
                    )
                ]
                assert theirs.status_code == 404
                assert answered(theirs) == answered(unknown_there) == answered(unknown_school)
                assert answered(theirs) == answered(unknown_here)


async def test_what_schools_wrote_is_shown_as_text(visitor: Visitor) -> None:
    person = with_insz("somebody", given_name=EVIL, family_name=EVIL)
    await visitor.enrol(enrolment(person=person, class_name=EVIL[:30]))
    await visitor.record(*problematic(5))
    await closes(visitor, SCHOOL, date(2026, 12, 1), EVIL)
    for path in (PAGE, CALENDAR, f"{PAGE}?schooljaar={quote(EVIL)}", f"{CALENDAR}?dossier={quote(EVIL)}"):
        text = (await visitor.see(path)).text
        assert all(part not in text for part in ("<img", "<!--", "x onerror=alert(1)>"))
    assert (await visitor.see(CALENDAR)).text.count("&lt;img") >= 3


async def test_what_is_no_number_of_a_school_or_pupil_is_not_there(visitor: Visitor) -> None:
    for who in ("%00/1", "123456/%00", f"{quote(EVIL, safe='')}/1", f"123456/{quote(EVIL, safe='')}", f"{'9' * 900}/1"):
        answer = await visitor.see(f"/leerlingen/{who}")
        assert (who, answer.status_code) == (who, 404)
        assert "<img" not in answer.text
    assert PUPIL not in answer.text


def answered(answer: httpx.Response) -> tuple[int, str, dict[str, str]]:
    """All of an answer but the id of the request."""
    headers = {name: value for name, value in answer.headers.items() if name != "x-correlation-id"}
    return answer.status_code, answer.text, headers
