"""Questions about a whole class on pages: who reads them, and who says what the cause was."""

import re
from decimal import Decimal
from typing import Any

import httpx
import pytest

from attendance.mass_causes.domain.mass_cause import MassCause
from attendance.testing.factories import FULL_DAYS, OTHER_SCHOOL, SCHOOL, enrolment, mark
from shared.domain.roles import Role

from .visitor import A_SCHOOL, Visitor

STRIKE = {"answer": "does-not-count", "reason": "Busstaking"}


@pytest.fixture
async def asked(visitor: Visitor) -> Visitor:
    """A class that was wholly absent on a morning."""
    visitor.mass_cause = MassCause(2, Decimal(1))
    async with visitor.service.units() as uow:
        await uow.school_names.apply(A_SCHOOL, 1)
    await visitor.enrol(enrolment(), enrolment(pupil="P-2"))
    await visitor.record(mark(FULL_DAYS[0]), mark(FULL_DAYS[0], pupil="P-2"))
    await visitor.know("counsellor-1", Role.COUNSELLOR, SCHOOL)
    return visitor


async def address_of(visitor: Visitor, role: Role = Role.SCHOOL) -> str:
    text = (await visitor.see("/vragen", role, school=SCHOOL if role is Role.SCHOOL else None)).text
    address = re.search(r'href="(/vragen/[0-9a-f-]{36})"', text)
    assert address, text
    return address[1]


async def answer(visitor: Visitor, address: str, role: Role = Role.SCHOOL, **fields: Any) -> httpx.Response:
    async with await visitor.by(
        role, school=SCHOOL if role is Role.SCHOOL else None, **{"Sec-Fetch-Site": "same-origin"}
    ) as browser:
        version = re.search(r'name="version" value="(\d+)"', (await browser.get(address)).text)
        return await browser.post(address, data={**STRIKE, "version": version[1] if version else "1", **fields})


@pytest.mark.parametrize("role", [Role.SCHOOL, Role.CASEWORKER, Role.COORDINATOR])
async def test_a_question_is_answered_and_says_by_which_answer(asked: Visitor, role: Role) -> None:
    overview = f"/school/{SCHOOL}/overzicht"
    assert "1 vraag over een hele klas" in (await asked.see(overview, Role.SCHOOL, school=SCHOOL)).text
    address = await address_of(asked, role)
    sent = await answer(asked, address, role)
    assert (sent.status_code, sent.headers["location"]) == (303, f"{address}?gedaan=ja")
    text = (await asked.see(f"{address}?gedaan=ja", role, school=SCHOOL if role is Role.SCHOOL else None)).text
    assert "Het antwoord is bewaard" in text
    assert "Busstaking" in text
    assert "Anders antwoorden" in text
    assert "1 vraag over" not in (await asked.see(overview, Role.SCHOOL, school=SCHOOL)).text


async def test_a_counsellor_reads_a_question_and_has_no_form(asked: Visitor) -> None:
    address = await address_of(asked, Role.COUNSELLOR)
    text = (await asked.see(address, Role.COUNSELLOR)).text
    assert "2 van de 2 leerlingen" in text
    assert "Antwoord bewaren" not in text
    assert (await answer(asked, address, Role.COUNSELLOR)).status_code == 403


async def test_an_answer_without_a_reason_keeps_what_was_chosen(asked: Visitor) -> None:
    sent = await answer(asked, await address_of(asked), reason=" ")
    assert sent.status_code == 422
    assert "Vul dit in" in sent.text
    assert '<option value="does-not-count" selected>' in sent.text


async def test_an_answer_to_a_question_that_was_answered_meanwhile_is_shown_and_not_kept(asked: Visitor) -> None:
    address = await address_of(asked)
    await answer(asked, address)
    late = await answer(asked, address, version="1", answer="counts", reason="Te laat")
    assert late.status_code == 409
    assert "Iemand heeft deze vraag ondertussen beantwoord" in late.text
    assert late.text.count("Te laat") == 1  # in the form alone


async def test_an_answer_to_a_question_that_lapsed_is_refused_in_words(asked: Visitor) -> None:
    address = await address_of(asked)
    await asked.enrol(enrolment(pupil="P-3"))
    sent = await answer(asked, address, version="2")
    assert sent.status_code == 409
    assert ("vervallen" in sent.text, "Antwoord bewaren" in sent.text) == (True, False)


async def test_questions_of_another_school_are_not_there(asked: Visitor) -> None:
    address = await address_of(asked)
    theirs = await asked.see(address, Role.SCHOOL, school=OTHER_SCHOOL)
    assert theirs.status_code == 404
    listed = (await asked.see("/vragen", Role.SCHOOL, school=OTHER_SCHOOL)).text
    assert "Geen enkele vraag wacht op een antwoord" in listed
