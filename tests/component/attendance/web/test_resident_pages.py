"""The control of compulsory education on pages: what becomes of a list is shown first, and then children are named."""

import re
from dataclasses import replace
from typing import Any

import httpx
import pytest
from tests.component.attendance.api.children import JEF, NOOR, TODDLER, Child, listed

from attendance.register.domain.insz import insz_key
from attendance.testing.factories import NOOR as ENROLLED
from attendance.testing.factories import enrolment
from shared.domain.roles import Role

from .visitor import Visitor

CHILDREN, READ = "/leerplicht", "/leerplicht/inlezen"
CONTROL = {"school_year": "2026-2027", "reference_date": "2026-10-01", "format": "csv"}


async def send(visitor: Visitor, content: bytes | str, **fields: Any) -> httpx.Response:
    """What a coordinator gets for a form with this list."""
    async with await visitor.by(Role.COORDINATOR, **{"Sec-Fetch-Site": "same-origin"}) as browser:
        files = {"bestand": ("lijst.csv", content)}
        return await browser.post(READ, data={**CONTROL, **fields}, files=files)


def digest_in(answer: httpx.Response) -> str:
    found = re.search(r'name="digest" value="([0-9a-f]{64})"', answer.text)
    assert found, answer.text
    return found[1]


def said(page: httpx.Response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


@pytest.fixture
async def town(visitor: Visitor) -> Visitor:
    """Noor is enrolled; Jef is not."""
    key = insz_key(visitor.settings.insz_key, NOOR.insz)
    await visitor.enrol(enrolment(person=replace(ENROLLED, insz_key=key)))
    return visitor


async def test_a_list_is_shown_before_it_is_taken_over(town: Visitor) -> None:
    content = listed(NOOR, JEF, TODDLER, NOOR) + "1,Fout,Kind,2012-01-01,,,\n"
    seen = await send(town, content)
    text = said(seen)
    assert "Leerplichtig, geen inschrijving gekend 1 kind" in text
    assert "Leerplichtig en ingeschreven 1 kind" in text
    assert "5 niet ingelezen dit INSZ staat al op een eerdere regel van dit bestand" in text
    assert "6 niet ingelezen INSZ: moet elf cijfers hebben" in text
    assert "Er zijn er geen" in (await town.see(CHILDREN)).text
    other = await send(town, listed(JEF), stap="inlezen", digest=digest_in(seen))
    assert (other.status_code, "Er zijn er geen" in (await town.see(CHILDREN)).text) == (409, True)
    done = await send(town, content, stap="inlezen", digest=digest_in(seen))
    assert (done.status_code, "De lijst is ingelezen." in done.text) == (200, True)
    children = await town.see(CHILDREN)
    assert "Jef Voorbeeld" in children.text
    assert "Noor Voorbeeld" not in children.text
    assert 'name="q" value="Jef Voorbeeld"' in children.text, "the way to its case"


async def test_who_is_found_after_all_is_said_to_be(town: Visitor) -> None:
    seen = await send(town, listed(JEF))
    await send(town, listed(JEF), stap="inlezen", digest=digest_in(seen))
    key = insz_key(town.settings.insz_key, JEF.insz)
    await town.enrol(enrolment(pupil="88", person=replace(ENROLLED, insz_key=key)))
    assert "Jef" not in (await town.see(CHILDREN)).text
    assert "toch gevonden" in (await town.see(f"{CHILDREN}?toestand=found&schooljaar=2026-2027")).text


async def test_many_children_are_on_several_pages(town: Visitor) -> None:
    content = listed(
        *[Child(f"Kind{n}", NOOR.birth_date.replace(day=1 + n % 28, month=1 + n // 28)) for n in range(60)]
    )
    await send(town, content, stap="inlezen", digest=digest_in(await send(town, content)))
    page = await town.see(CHILDREN)
    following = re.search(r'rel="next" href="([^"]+)"', page.text)
    assert following
    rest = await town.see(following[1].replace("&amp;", "&"))
    assert page.text.count("Zoek het dossier") + rest.text.count("Zoek het dossier") == 59, "all but Noor's birthday"


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"reference_date": "2027-10-01"}, "reference_date"), ({"columns": "x"}, "columns"), ({"format": ""}, "format")],
)
async def test_what_does_not_fit_is_said_at_its_field(town: Visitor, fields: dict[str, str], field: str) -> None:
    page = await send(town, listed(JEF), **fields)
    assert (page.status_code, f'id="veld-{field}-fout"' in page.text) == (422, True)


async def test_a_file_that_is_no_list_changes_nothing_and_says_why(town: Visitor) -> None:
    page = await send(town, b"naam\nJef\n")
    assert (page.status_code, "Er is niets ingelezen." in page.text) == (422, True)
    assert (await send(town, b"")).status_code == 422


async def test_names_are_for_the_municipality_alone(town: Visitor) -> None:
    for role in (Role.COUNSELLOR, Role.CLB, Role.SCHOOL, Role.OPERATOR):
        assert (await town.see(CHILDREN, role)).status_code == 403
    for role, status in ((Role.CASEWORKER, 403), (Role.OPERATOR, 200), (Role.COORDINATOR, 200)):
        assert (await town.see(READ, role)).status_code == status
    assert (await town.see(f"{CHILDREN}?schooljaar=2026")).status_code == 422
