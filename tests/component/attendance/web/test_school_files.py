"""A school uploads a file: what would become of it first, and only the same file for good."""

import re
from typing import Any

import httpx
import pytest

from attendance.testing.factories import OTHER_SCHOOL, SCHOOL, enrolment
from shared.domain.roles import Role

from .visitor import Visitor

FILES = f"/school/{SCHOOL}/bestanden"
MARKS = (
    b"pupil,date,half_day,code\n"
    b"1234567,2026-10-05,VM,B\n"
    b"1234567,5/10/2026,NM,Z\n"
    b"1234567,ooit,NM,Z\n"
    b"P-7,2026-10-05,VM,B\n"
)
PUPILS = (
    b"Stamnummer;valid_from;given_name;family_name;birth_date;class\n"
    b"P-8;2026-09-01;Verzonnen;Naam;2012-03-04;1B\n"
    b"P-9;2026-09-01;;Naam;2012-03-04;1B\n"
)


async def send(visitor: Visitor, content: bytes, **fields: Any) -> httpx.Response:
    """What the school gets for a form with this file."""
    async with await visitor.by(Role.SCHOOL, school=SCHOOL, **{"Sec-Fetch-Site": "same-origin"}) as browser:
        files = {"bestand": ("naam.csv", content)}
        return await browser.post(fields.pop("to", FILES), data={"soort": "meldingen:csv", **fields}, files=files)


def digest_in(answer: httpx.Response) -> str:
    found = re.search(r'name="digest" value="([0-9a-f]{64})"', answer.text)
    assert found, answer.text
    return found[1]


@pytest.fixture
async def school(visitor: Visitor) -> Visitor:
    await visitor.enrol(enrolment())
    return visitor


async def test_a_dry_run_says_what_would_become_of_each_line_and_records_nothing(school: Visitor) -> None:
    for _ in range(2):
        answer = await send(school, MARKS)
        assert answer.status_code == 200
        assert "Er is nog niets ingelezen" in answer.text
        assert "<dt>nieuw</dt><dd>2 halve dagen</dd>" in answer.text
        assert "<dt>wachten op een inschrijving</dt><dd>1 halve dag</dd>" in answer.text
        assert 'class="number">4</td>' in answer.text
        assert "datum: schrijf een dag zoals 2026-10-05 of 5/10/2026" in answer.text


async def test_the_file_that_was_looked_at_is_recorded(school: Visitor) -> None:
    seen = await send(school, MARKS)
    answer = await send(school, MARKS, stap="inlezen", digest=digest_in(seen))
    assert answer.status_code == 200
    assert "Het bestand is ingelezen" in answer.text
    assert "<dt>stonden er al</dt><dd>2 halve dagen</dd>" in (await send(school, MARKS)).text


@pytest.mark.parametrize(
    "other", [{"content": MARKS + b"1234567,2026-10-06,VM,B\n"}, {"package": "smartschool"}, {"digest": ""}]
)
async def test_another_file_or_another_way_to_read_it_is_shown_and_not_recorded(
    school: Visitor, other: dict[str, Any]
) -> None:
    digest = digest_in(await send(school, MARKS))
    sent = {"content": MARKS, "stap": "inlezen", "digest": digest, **other}
    answer = await send(school, sent.pop("content"), **sent)
    assert answer.status_code == 409
    assert "Dit is een ander bestand dan wat u net bekeek" in answer.text
    assert "stonden er al" not in (await send(school, MARKS)).text


async def test_a_file_of_another_kind_is_refused_with_what_was_chosen_and_the_reason(school: Visitor) -> None:
    answer = await send(school, MARKS, soort="meldingen:smartschool", date="2026-10-05")
    assert answer.status_code == 422
    assert "Dit bestand kan niet gelezen worden" in answer.text
    assert '<span lang="en">the file is not JSON' in answer.text
    assert '<option value="meldingen:smartschool" selected>' in answer.text
    nothing = await send(school, MARKS, soort="meldingen:smartschool")
    assert "Vul een van de twee in" in nothing.text
    assert "Kies een bestand" in (await send(school, b"")).text


async def test_a_kind_that_a_school_does_not_bring_is_no_choice(school: Visitor) -> None:
    assert "ed-fi-calendar" not in (await school.see(FILES, Role.SCHOOL, school=SCHOOL)).text
    assert (await send(school, MARKS, soort="meldingen:ed-fi-calendar")).status_code == 422


async def test_a_table_of_pupils_enrols_them(school: Visitor) -> None:
    how = {"soort": "inschrijvingen:csv", "columns": "pupil:Stamnummer", "level": "secundair"}
    seen = await send(school, PUPILS, **how)
    assert "<dt>nieuw</dt><dd>1 regel</dd>" in seen.text
    assert "voornaam: ontbreekt" in seen.text
    assert (
        "Het bestand is ingelezen" in (await send(school, PUPILS, stap="inlezen", digest=digest_in(seen), **how)).text
    )
    without_level = await send(school, PUPILS, soort="inschrijvingen:csv", columns="pupil:Stamnummer")
    assert "Kies het onderwijsniveau" in without_level.text
    assert "een dubbele punt" in (await send(school, PUPILS, soort="inschrijvingen:csv", columns="Stamnummer")).text


async def test_a_school_brings_nothing_of_another_school(school: Visitor) -> None:
    assert (await school.see(f"/school/{OTHER_SCHOOL}/bestanden", Role.SCHOOL, school=SCHOOL)).status_code == 403
    assert (await send(school, MARKS, to=f"/school/{OTHER_SCHOOL}/bestanden")).status_code == 403
    theirs = b"school,pupil,date,half_day,code\n" + OTHER_SCHOOL.encode() + b",1,2026-10-05,VM,B\n"
    answer = await send(school, theirs)
    assert (answer.status_code, "In dit bestand staat ook iets van een andere school" in answer.text) == (422, True)
    assert '<option value="meldingen:csv" selected>' in answer.text


async def test_what_a_file_says_is_shown_as_text(school: Visitor) -> None:
    answer = await send(school, b"pupil,date,half_day,code\n<b>1</b>,2026-10-05,<i>VM</i>,B\n", columns='"><b>x:y')
    assert "<b>" not in answer.text
    assert "<i>" not in answer.text
