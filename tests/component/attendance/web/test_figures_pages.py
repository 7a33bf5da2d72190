"""Attendance in numbers: pages whose plots are drawn again from the files beside them."""

import pytest
from tests.component.attendance.test_adding_up_participation import LOU
from tests.plots import assert_bars, assert_lines, plots_of, rows_of

from attendance.register.domain.enrolment import EducationLevel
from attendance.register.domain.status import Status
from attendance.testing.factories import FULL_DAYS, NOOR, OTHER_SCHOOL, SCHOOL, enrolment, mark, problematic
from shared.domain.half_days import HalfDay
from shared.domain.roles import Role

from .visitor import Visitor

FIGURES = "/cijfers-aanwezigheid"
SHORT = {"september 2026": "sep", "oktober 2026": "okt", "november 2026": "nov"}
NUMBERS = ["Leerlingen", "5 of meer", "10 of meer", "15 of meer", "30 of meer"]


@pytest.fixture
async def school(visitor: Visitor) -> Visitor:
    """Twenty pupils of whom some are absent more and more often, two at another school, and eight toddlers."""
    pupils = [str(number) for number in range(20)]
    await visitor.enrol(*[enrolment(pupil=pupil, person=NOOR) for pupil in pupils])
    await visitor.enrol(*[enrolment(pupil=pupil, school=OTHER_SCHOOL) for pupil in ("90", "91")])
    toddlers = [enrolment(pupil=f"5{n}", person=LOU, level=EducationLevel.KLEUTER) for n in range(8)]
    await visitor.enrol(*toddlers)
    for pupil in pupils[:12]:
        await visitor.record(*problematic(5, pupil=pupil))
    for pupil in pupils[:6]:
        later = [
            mark(FULL_DAYS[0].replace(month=10, day=day), half, pupil=pupil) for day in (5, 6, 8) for half in HalfDay
        ]
        await visitor.record(*later)
    await visitor.record(*problematic(2, school=OTHER_SCHOOL, pupil="90"))
    await visitor.record(mark(FULL_DAYS[-1], status=Status.PRESENT, pupil="50"))
    return visitor


async def test_months_are_drawn_as_their_file_has_them(school: Visitor) -> None:
    page = await school.see(f"{FIGURES}?school={SCHOOL}")
    file = await school.see(f"{FIGURES}?school={SCHOOL}&als=niveaus")
    heading, *rows = rows_of(file.content)
    assert heading == ["Tot en met", *NUMBERS]
    assert rows[0] == ["september 2026", "20", "12", "0", "0", "0"]
    assert rows[1] == ["oktober 2026", "20", "12", "6", "0", "0"]
    drawing = plots_of(page.text)["niveaus"]
    assert assert_lines(drawing, [(row[0], row[2:]) for row in rows], SHORT) == 12


async def test_weeks_are_drawn_as_their_file_has_them(school: Visitor) -> None:
    page, file = await school.see(FIGURES), await school.see(f"{FIGURES}?als=aanwezigheid")
    heading, *rows = rows_of(file.content)
    assert heading == ["Week van", "Leerlingen", "Aanwezig (%)"]
    short = {row[0]: row[0].removesuffix("/2026") for row in rows}
    assert assert_lines(plots_of(page.text)["aanwezigheid"], [(row[0], row[2:]) for row in rows], short) == len(rows)
    assert rows[0] == ["31/8/2026", "30", "69"]  # 28 pupils of 7 half days and 2 of 2, 62 of these 200 absent


async def test_toddlers_are_drawn_as_their_file_has_them(school: Visitor) -> None:
    page, file = await school.see(f"{FIGURES}/kleuters"), await school.see(f"{FIGURES}/kleuters?als=kleuters")
    _, *rows = rows_of(file.content)
    assert rows == [["4 jaar", "8", "185", "0", "0", "8", "50"]]
    assert assert_bars(plots_of(page.text)["kleuters"], [(row[0], row[3:6]) for row in rows]) == 1


async def test_social_mix_is_drawn_as_its_file_has_it(visitor: Visitor) -> None:
    for school, pupils, with_ses in ((SCHOOL, 20, 8), (OTHER_SCHOOL, 16, 10)):
        await visitor.enrol(*[enrolment(school=school, pupil=f"{n}", ses=n < with_ses) for n in range(pupils)])
    page = await visitor.see(f"{FIGURES}/sociale-mix?niveau=secundair")
    _, *rows = rows_of((await visitor.see(f"{FIGURES}/sociale-mix?niveau=secundair&als=sociale-mix")).content)
    assert [row[5] for row in rows] == ["50", "40", "62,5"]
    assert assert_bars(plots_of(page.text)["sociale-mix"], [(row[0], row[5:]) for row in rows]) == 3
    assert "Ongelijkheidsindex" in page.text


async def test_a_number_of_a_few_is_neither_written_nor_drawn(school: Visitor) -> None:
    page = await school.see(f"{FIGURES}?school={OTHER_SCHOOL}")
    _, *rows = rows_of((await school.see(f"{FIGURES}?school={OTHER_SCHOOL}&als=niveaus")).content)
    assert {row[1] for row in rows} == {"weinig"}
    _, *weeks = rows_of((await school.see(f"{FIGURES}?school={OTHER_SCHOOL}&als=aanwezigheid")).content)
    assert {tuple(week[1:]) for week in weeks} == {("weinig", "weinig")}
    assert "aanwezigheid" not in plots_of(page.text)
    assert "weinig" in page.text


async def test_a_school_has_its_own_figures_and_the_municipality_all(school: Visitor) -> None:
    own = await school.see(FIGURES, Role.SCHOOL, school=SCHOOL)
    assert (own.status_code, f"Van {SCHOOL}" in own.text) == (200, True)
    assert 'name="school"' not in own.text
    theirs = await school.see(f"{FIGURES}?school={OTHER_SCHOOL}", Role.SCHOOL, school=SCHOOL)
    assert theirs.status_code == 403
    for role in (Role.COUNSELLOR, Role.CLB):
        assert (await school.see(FIGURES, role)).status_code == 403
    for path in ("kleuters", "sociale-mix"):
        assert (await school.see(f"{FIGURES}/{path}", Role.SCHOOL, school=SCHOOL)).status_code == 403


@pytest.mark.parametrize("wrong", ["schooljaar=2026", "school=12", "niveau=hoger"])
async def test_what_does_not_fit_is_refused(visitor: Visitor, wrong: str) -> None:
    assert (await visitor.see(f"{FIGURES}?{wrong}")).status_code == 422


async def test_without_anything_known_the_page_says_so(visitor: Visitor) -> None:
    for path in ("", "/kleuters"):
        assert "Hier is nog niets van bekend." in (await visitor.see(f"{FIGURES}{path}")).text
