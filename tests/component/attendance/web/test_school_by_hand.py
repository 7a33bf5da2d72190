"""A secretary enrols, withdraws and corrects by hand, and finds pupils without an address that names them."""

import asyncio
import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import httpx
import pytest

from attendance.register.domain.status import Status
from attendance.testing.factories import FULL_DAYS, MORNING, OTHER_SCHOOL, PUPIL, SCHOOL, enrolment, mark, with_insz
from shared.domain.half_days import HalfDay
from shared.domain.roles import Role
from shared.testing.clock import FixedClock

from .visitor import Visitor

AT = f"/school/{SCHOOL}"
ENROL, PUPILS = f"{AT}/inschrijven", f"{AT}/leerlingen"
OF_PUPIL = f"{PUPILS}/{PUPIL}"
CORRECT, WITHDRAW = f"{OF_PUPIL}/halve-dagen", f"{OF_PUPIL}/uitschrijven"
DAY = FULL_DAYS[0]
NEW = {
    "pupil": "P-77",
    "given_name": "Verzonnen",
    "family_name": "Leerling",
    "birth_date": "2012-03-04",
    "valid_from": "2026-11-02",
    "level": "secundair",
    "klas": "1B",
}


async def send(visitor: Visitor, path: str, fields: dict[str, Any], **of: Any) -> httpx.Response:
    role = of.pop("role", Role.SCHOOL)
    async with await visitor.by(role, school=SCHOOL, **{"Sec-Fetch-Site": "same-origin"}) as browser:
        return await browser.post(path, data=fields)


async def see(visitor: Visitor, path: str) -> str:
    answer = await visitor.see(path, Role.SCHOOL, school=SCHOOL)
    assert answer.status_code == 200, answer.text
    return answer.text


def later(visitor: Visitor) -> None:
    """Let a minute pass."""
    clock = visitor.service.clock
    assert isinstance(clock, FixedClock)
    clock.advance(timedelta(minutes=1))


@pytest.fixture
async def school(visitor: Visitor) -> Visitor:
    await visitor.enrol(
        enrolment(),
        enrolment(pupil="P-2", class_name="4B", person=with_insz("two", given_name="Élise", family_name="100%")),
        enrolment(pupil="P-9", school=OTHER_SCHOOL, person=with_insz("three", family_name="Elders")),
    )
    return visitor


async def test_a_pupil_who_is_enrolled_stands_in_the_list(school: Visitor) -> None:
    answer = await send(school, ENROL, NEW)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{PUPILS}?gedaan=ingeschreven")
    text = await see(school, f"{PUPILS}?gedaan=ingeschreven")
    assert "De leerling is ingeschreven." in text
    assert "Verzonnen Leerling" in text
    assert "2/11/2026" in text


async def test_a_mark_that_waits_leads_to_the_form_with_its_number_and_its_day(school: Visitor) -> None:
    await school.record(mark(DAY, pupil="P-77"))
    link = re.search(r'href="([^"]+)">Leerling inschrijven', await see(school, f"{AT}/nakijken"))
    assert link
    form = await see(school, unescape(link[1]))
    for name, value in (("pupil", "P-77"), ("valid_from", str(DAY))):
        assert re.search(rf'name="{name}"[^>]* value="{value}"', form)


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("insz", "12.03.04-999.00", "de laatste twee controleren de rest"),
        ("pupil", "een nummer!", "hoogstens 32 letters"),
        ("birth_date", "ooit", "Geef een datum"),
        ("birth_date", "0012-03-04", "Geef een datum"),
        ("birth_date", "2026-11-02", "geboren na de eerste dag op school"),
        ("valid_from", "0026-11-02", "Geef een datum"),
        ("level", "hoger", "Kies een van de mogelijkheden"),
        ("given_name", " ", "Vul dit in"),
    ],
)
async def test_a_wrong_field_says_what_is_expected_and_keeps_the_rest(
    school: Visitor, field: str, value: str, says: str
) -> None:
    answer = await send(school, ENROL, {**NEW, field: value})
    assert answer.status_code == 422
    assert says in answer.text
    assert 'value="1B"' in answer.text
    assert "P-77" not in await see(school, PUPILS)


async def test_a_number_that_a_pupil_has_asks_whether_it_is_the_same_pupil(school: Visitor) -> None:
    taken = {**NEW, "pupil": PUPIL}
    answer = await send(school, ENROL, taken)
    assert answer.status_code == 422
    assert "Dit stamnummer is al van Noor Voorbeeld." in answer.text
    assert "Noor Voorbeeld" in await see(school, PUPILS)
    assert (await send(school, ENROL, {**taken, "is_same": "true"})).status_code == 303
    assert "Verzonnen Leerling" in await see(school, PUPILS)


async def test_of_two_secretaries_who_give_two_pupils_the_same_number_the_later_is_asked(school: Visitor) -> None:
    answers = await asyncio.gather(
        *(send(school, ENROL, {**NEW, "given_name": name}) for name in ("Eerste", "Tweede", "Derde"))
    )
    assert sorted(answer.status_code for answer in answers) == [303, 422, 422]
    assert all("Dit stamnummer is al van" in answer.text for answer in answers if answer.status_code == 422)


async def test_a_form_that_enrols_is_sent_twice_by_a_double_click_and_enrols_once(school: Visitor) -> None:
    assert 'name="once"' in await see(school, ENROL)
    twice = [send(school, ENROL, {**NEW, "once": "a form"}) for _ in range(2)]
    assert [answer.status_code for answer in await asyncio.gather(*twice)] == [303, 303]
    refused = {**NEW, "once": "another form", "given_name": "Tweede"}
    assert [(await send(school, ENROL, refused)).status_code for _ in range(2)] == [422, 422]


async def test_a_pupil_who_leaves_has_a_last_day_and_may_stay_after_all(school: Visitor) -> None:
    assert (await send(school, WITHDRAW, {"valid_until": "2026-11-19"})).status_code == 303
    assert "19/11/2026" in await see(school, PUPILS)
    later(school)
    assert (await send(school, WITHDRAW, {"stap": "blijft"})).status_code == 303
    assert "19/11/2026" not in await see(school, PUPILS)


async def test_a_last_day_before_the_pupil_came_changes_nothing(school: Visitor) -> None:
    assert (await send(school, WITHDRAW, {"valid_until": "0026-11-19"})).status_code == 422
    answer = await send(school, WITHDRAW, {"valid_until": "2026-08-03"})
    assert answer.status_code == 422
    assert "Op die dag was de leerling niet ingeschreven" in answer.text
    await school.enrol(enrolment(date(2026, 8, 1), recorded_at=MORNING))
    assert "tot en met" not in await see(school, WITHDRAW)


async def test_pupils_are_found_by_all_words_of_their_name_class_and_number(school: Visitor) -> None:
    found = {"élise": 1, "ELISE": 1, "100% 4b": 1, "voorbeeld 3A": 1, "%": 1, "elise voorbeeld": 0, "Elders": 0}
    for words, number in found.items():
        text = (await send(school, PUPILS, {"q": words})).text
        assert (words, text.count("<tr data-row>")) == (words, number)
    assert (await send(school, PUPILS, {"q": " "})).headers["location"] == PUPILS
    assert (await send(school, PUPILS, {"q": "x" * 300})).status_code == 422


async def test_a_list_goes_on_by_number(school: Visitor) -> None:
    await school.enrol(*[enrolment(pupil=f"Q-{number:03}") for number in range(50)])
    text = await see(school, PUPILS)
    following = text.partition('rel="next" href="')[2].partition('"')[0]
    assert text.count("<tr data-row>") == 50
    assert (await see(school, following)).count("<tr data-row>") == 2


async def test_a_half_day_is_corrected_and_shows_what_stands(school: Visitor) -> None:
    await school.record(mark(DAY))
    page = f"{CORRECT}?dag={DAY}"
    assert "problematisch afwezig</span>" in await see(school, page)
    answer = await send(school, CORRECT, {"dag": str(DAY), "AM": "Z", "PM": ""})
    assert (answer.status_code, answer.headers["location"]) == (303, f"{page}&gedaan=true")
    text = await see(school, f"{page}&gedaan=true")
    assert "De halve dag is geregistreerd." in text
    assert "gewettigd afwezig</span>" in text
    assert "Nu: niets doorgegeven." in text


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"dag": "2026-09-06", "AM": "Z"}, "is er geen les"),
        ({"dag": "2026-11-23", "AM": "Z"}, "Deze dag moet nog komen"),
        ({"dag": str(DAY)}, "Kies wat er was"),
        ({"dag": str(DAY), "AM": "X"}, "Kies een van de mogelijkheden"),
        ({"dag": "ooit", "AM": "Z"}, "Geef een datum"),
    ],
)
async def test_a_correction_that_would_not_count_is_refused_and_nothing_of_it_is_kept(
    school: Visitor, fields: dict[str, str], says: str
) -> None:
    answer = await send(school, CORRECT, fields)
    assert answer.status_code == 422
    assert says in answer.text
    assert "moet nagekeken worden" in await see(school, f"{AT}/nakijken")


async def test_of_two_half_days_that_are_chosen_neither_is_kept_if_one_is_refused(school: Visitor) -> None:
    wednesday = DAY + timedelta(days=1)
    assert (await send(school, CORRECT, {"dag": str(wednesday), "AM": "Z", "PM": "Z"})).status_code == 422
    assert "Nu: niets doorgegeven." in await see(school, f"{CORRECT}?dag={wednesday}")


async def test_a_newer_mark_of_the_software_stays(school: Visitor) -> None:
    ahead = school.service.clock.now() + timedelta(minutes=2)
    await school.record(mark(DAY, HalfDay.AM, recorded_at=ahead))
    answer = await send(school, CORRECT, {"dag": str(DAY), "AM": "Z"})
    assert (answer.status_code, "Ondertussen staat er iets nieuwers" in answer.text) == (422, True)


async def test_a_mark_that_came_in_after_the_form_was_shown_is_looked_at_first(school: Visitor) -> None:
    page = await see(school, f"{CORRECT}?dag={DAY}")
    fields = {"dag": str(DAY), "AM": "B", **dict(re.findall(r'name="(gezien-[AP]M)" value="([^"]*)"', page))}
    assert fields["gezien-AM"] == ""
    await school.record(mark(DAY, status=Status.JUSTIFIED))
    refused = await send(school, CORRECT, fields)
    assert (refused.status_code, "Ondertussen staat er iets nieuwers" in refused.text) == (422, True)
    assert "gewettigd afwezig</span>" in refused.text
    assert '<option value="B" selected>' in refused.text
    fields |= dict(re.findall(r'name="(gezien-[AP]M)" value="([^"]*)"', refused.text))
    assert (await send(school, CORRECT, fields)).status_code == 303


@pytest.mark.parametrize(
    "path", ["inschrijven", "leerlingen", "leerlingen/P-9/halve-dagen", "leerlingen/P-9/uitschrijven"]
)
async def test_nothing_of_another_school_is_seen_or_changed(school: Visitor, path: str) -> None:
    theirs = f"/school/{OTHER_SCHOOL}/{path}"
    assert (await school.see(theirs, Role.SCHOOL, school=SCHOOL)).status_code in {403, 404}
    answer = await send(school, theirs, {**NEW, "q": "Elders", "dag": str(DAY), "AM": "B", "valid_until": str(DAY)})
    assert answer.status_code in {403, 404}
    assert "Elders" not in answer.text


async def test_a_pupil_that_the_register_does_not_know_is_not_there(school: Visitor) -> None:
    for path in (f"{PUPILS}/P-404/halve-dagen", f"{PUPILS}/P-404/uitschrijven"):
        assert (await school.see(path, Role.SCHOOL, school=SCHOOL)).status_code == 404
        fields = {"dag": str(DAY), "AM": "B", "valid_until": str(DAY)}
        assert (await send(school, path, fields)).status_code == 404
