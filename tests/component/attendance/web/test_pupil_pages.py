"""A pupil's page and the map of the school year: what stands there, and for whose eyes."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from attendance.mass_causes.domain.mass_cause import MassCause
from attendance.register.domain.status import Status
from attendance.testing.factories import (
    FULL_DAYS,
    MORNING,
    NOOR,
    OTHER_SCHOOL,
    PUPIL,
    SCHOOL,
    enrolment,
    mark,
    problematic,
    with_insz,
)
from shared.domain.half_days import HalfDay
from shared.domain.roles import Role

from .visitor import A_SCHOOL, CALENDAR, PAGE, Visitor

OF_NOBODY_ELSE = "Voorbeeld"
"""A family name that only those may read who see the pupil whole."""


@pytest.fixture
async def pupil(visitor: Visitor) -> Visitor:
    """The pages, with a pupil who reached level 5."""
    await visitor.enrol(enrolment())
    await visitor.record(*problematic(5), mark(FULL_DAYS[4], status=Status.JUSTIFIED))
    return visitor


async def test_a_caseworker_sees_who_the_pupil_is_and_what_counts(pupil: Visitor) -> None:
    text = (await pupil.see(PAGE)).text
    assert "Noor Voorbeeld" in text
    assert "Klas 3A" in text
    assert "Niveau 5 bereikt:" in text
    assert "5 problematische halve dagen in een schooljaar" in text
    assert "sinds <time" in text


async def test_the_school_goes_by_its_name_once_the_directory_says_it(pupil: Visitor) -> None:
    assert f"school {SCHOOL}" in (await pupil.see(PAGE)).text
    async with pupil.service.units() as uow:
        await uow.school_names.apply(A_SCHOOL, 1)
    text = (await pupil.see(PAGE)).text
    assert "Atheneum De Wilg" in text
    assert f"school {SCHOOL}" not in text


async def test_the_map_marks_the_half_days_that_a_level_rests_on(pupil: Visitor) -> None:
    text = (await pupil.see(CALENDAR)).text
    assert text.count('<i class="half problematic counts">') == 5
    assert "problematisch afwezig, telt mee" in text
    assert text.count('<i class="half justified">') == 1
    assert "herfstvakantie" in text
    assert "september 2026" in text


async def test_a_pupil_without_a_level_is_said_to_have_none(visitor: Visitor) -> None:
    await visitor.enrol(enrolment())
    await visitor.record(*problematic(2))
    assert "geldt nu geen niveau" in (await visitor.see(CALENDAR)).text


@pytest.mark.parametrize(
    ("role", "opens"), [(Role.CASEWORKER, True), (Role.COORDINATOR, True), (Role.COUNSELLOR, False)]
)
async def test_who_acts_opens_a_case_for_the_person_from_here(pupil: Visitor, role: Role, *, opens: bool) -> None:
    await pupil.know(f"{role.value}-1", role, SCHOOL)
    text = (await pupil.see(PAGE, role)).text
    assert ('action="/dossiers/nieuw"' in text) is opens
    assert ('name="person_id"' in text) is opens


async def test_the_map_marks_what_waits_for_an_answer_about_a_whole_class(visitor: Visitor) -> None:
    visitor.mass_cause = MassCause(2, Decimal(1))
    await visitor.enrol(enrolment(), enrolment(pupil="P-2"))
    await visitor.record(mark(FULL_DAYS[0]), mark(FULL_DAYS[1]))
    assert "waits" not in (await visitor.see(CALENDAR)).text
    await visitor.record(mark(FULL_DAYS[0], pupil="P-2"))
    text = (await visitor.see(CALENDAR)).text
    assert text.count('<i class="half problematic waits">') == 1
    assert "met een stippellijn: telt nog niet mee" in text
    assert "wacht op een antwoord over een hele klas of school" in text


async def test_what_a_colour_says_also_stands_in_words(pupil: Visitor) -> None:
    text = (await pupil.see(CALENDAR)).text
    assert "voormiddag gewettigd afwezig; namiddag niets doorgegeven" in text
    assert "nog te komen" in text


async def test_another_school_year_is_a_plain_link_away(pupil: Visitor) -> None:
    await pupil.enrol(enrolment(date(2025, 9, 1), person=NOOR))
    assert f'href="{PAGE}?schooljaar=2025-2026"' in (await pupil.see(PAGE)).text
    text = (await pupil.see(f"{CALENDAR}?schooljaar=2025-2026")).text
    assert "gaf deze school nog niets door" in text
    assert "Niveau" not in text


async def test_a_school_year_that_cannot_be_is_refused_as_a_page(pupil: Visitor) -> None:
    answer = await pupil.see(f"{CALENDAR}?schooljaar=2026-2029")
    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("text/html")


async def test_the_map_is_a_page_or_the_bare_part_of_a_page(pupil: Visitor) -> None:
    whole = await pupil.see(CALENDAR)
    part = await pupil.see(CALENDAR, **{"X-Fragment": "1"})
    assert "<html" in whole.text
    assert "<html" not in part.text
    assert "<table>" in part.text


async def test_the_map_leads_back_to_the_case_it_was_opened_from(pupil: Visitor) -> None:
    text = (await pupil.see(f"{CALENDAR}?dossier=SP-2026-000123")).text
    assert 'href="/dossiers/SP-2026-000123"' in text
    assert (await pupil.see(f"{CALENDAR}?dossier=//elsewhere.example")).status_code == 422


@pytest.mark.parametrize("path", [PAGE, CALENDAR])
@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.CASEWORKER, 200),
        (Role.COORDINATOR, 200),
        (Role.COUNSELLOR, 200),
        (Role.CLB, 200),
        (Role.SCHOOL, 200),
        (Role.YOUTH_COACH, 403),
        (Role.OPERATOR, 403),
    ],
)
async def test_the_roles_that_read_attendance_open_the_pages(
    pupil: Visitor, path: str, role: Role, status: int
) -> None:
    await pupil.know(f"{role.value}-1", role, SCHOOL)
    answer = await pupil.see(path, role, school=SCHOOL)
    assert answer.status_code == status
    assert (OF_NOBODY_ELSE in answer.text) is (status == 200 and role is not Role.CLB)


@pytest.mark.parametrize("path", [PAGE, CALENDAR])
@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.CLB, Role.SCHOOL])
async def test_a_pupil_of_another_school_is_not_there(pupil: Visitor, path: str, role: Role) -> None:
    await pupil.know(f"{role.value}-1", role, OTHER_SCHOOL)
    answer = await pupil.see(path, role, school=OTHER_SCHOOL)
    nobody = await pupil.see(path.replace(PUPIL, "7654321"), role, school=OTHER_SCHOOL)
    assert answer.status_code == nobody.status_code == 404
    assert answer.text == nobody.text.replace("7654321", PUPIL)


async def test_a_clb_contact_sees_level_and_count_and_no_day(pupil: Visitor) -> None:
    await pupil.know("clb-1", Role.CLB, SCHOOL)
    for path in (PAGE, CALENDAR):
        text = (await pupil.see(path, Role.CLB)).text
        assert "5 problematische halve dagen" in text
        assert "Niveau 5 bereikt:" in text
        assert 'class="half' not in text
        assert "september" not in text
        assert "3A" not in text


async def test_days_at_another_school_are_a_number_and_no_more(visitor: Visitor) -> None:
    same = with_insz("the same person")
    elsewhere = {"school": OTHER_SCHOOL, "pupil": "88"}
    later = {"recorded_at": MORNING + timedelta(hours=1)}
    await visitor.enrol(enrolment(person=same, **later), enrolment(person=same, **elsewhere))
    await visitor.record(*problematic(3), *(mark(day, **elsewhere) for day in FULL_DAYS[5:7]))
    await visitor.know("counsellor-1", Role.COUNSELLOR, SCHOOL)
    text = (await visitor.see(PAGE, Role.COUNSELLOR)).text
    assert "Niveau 5 bereikt:" in text
    assert text.count('<i class="half problematic counts">') == 3
    assert "Hiervan staan er 2 niet op deze kalender" in text
    assert OTHER_SCHOOL not in text


async def test_html_in_a_name_or_class_is_shown_as_text(visitor: Visitor) -> None:
    person = NOOR.__class__("<b>Noor</b>", '"><script>alert(1)</script>', NOOR.birth_date)
    await visitor.enrol(enrolment(person=person, class_name="<i>3A</i>"))
    for path in (PAGE, CALENDAR):
        text = (await visitor.see(path)).text
        assert "<script>alert" not in text
        assert "<b>Noor" not in text
        assert "<i>3A" not in text
        assert "&lt;i&gt;3A" in text


async def test_half_days_that_wait_or_do_not_count_say_why(pupil: Visitor) -> None:
    await pupil.record(mark(date(2026, 11, 3), HalfDay.AM))
    assert "toen was er geen les" in (await pupil.see(PAGE)).text


async def test_who_is_not_signed_in_goes_to_sign_in(pupil: Visitor) -> None:
    async with pupil.nobody() as browser:
        answer = await browser.get(PAGE)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/aanmelden/attendance"
    assert PUPIL not in answer.headers["location"]


@pytest.mark.parametrize("path", [PAGE, CALENDAR, PAGE.replace(PUPIL, "7654321")])
async def test_every_page_has_the_headers_of_the_frame(pupil: Visitor, path: str) -> None:
    headers = (await pupil.see(path)).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"


async def test_nothing_on_the_pages_is_inline_style_or_script(pupil: Visitor) -> None:
    text = (await pupil.see(PAGE)).text
    assert " style=" not in text
    assert "<style" not in text
    assert text.count("<script") == 1
