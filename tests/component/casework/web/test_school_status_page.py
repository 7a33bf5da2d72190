"""A school sees what became of its pupils' cases, if the municipality agreed to it: the status and nothing else."""

from collections.abc import AsyncIterator

import pytest
from tests.component.casework.conftest import running_harness
from tests.component.casework.harness import OTHER_SCHOOL, SCHOOL, Harness

from shared.domain.roles import Role

from .browsers import Browsers, opened

PATH = "/schooldossiers"


@pytest.fixture(params=[True])
async def harness(request, create_database, logs) -> AsyncIterator[Harness]:
    """Casework of a municipality that agreed to it, or did not."""
    url = await create_database("casework")
    async with running_harness(url, school_status=request.param) as harness:
        yield harness


async def test_a_school_sees_the_status_of_its_own_and_nothing_else(harness: Harness, browsers: Browsers) -> None:
    names = {"given_name": "Noor", "family_name": "Verzonnen"}
    goes_on = await opened(harness, "P-1", **names)
    closed = await opened(harness, "P-2", **names)
    elsewhere = await opened(harness, "P-3", OTHER_SCHOOL, **names)
    await harness.act(closed["case_id"], "close", outcome="attends-again", reason="Gaat weer naar school.")
    page = await (await browsers(Role.SCHOOL, school=SCHOOL)).open(PATH)
    assert page.status == 200
    for case, became in ((goes_on, "loopt"), (closed, "afgesloten op 23/11/2026")):
        row = page.text[page.text.index(case["reference"]) :][:120]
        assert became in row
    for hidden in (elsewhere["reference"], "Noor", "P-1", "Gaat weer", "attends-again"):
        assert hidden not in page.html


@pytest.mark.parametrize("harness", [False], indirect=True)
async def test_without_an_agreement_a_school_reads_that_there_is_none(harness: Harness, browsers: Browsers) -> None:
    case = await opened(harness)
    page = await (await browsers(Role.SCHOOL, school=SCHOOL)).open(PATH)
    assert "Uw gemeente spreekt met haar scholen niet af" in page.text
    assert case["reference"] not in page.html


async def test_of_a_type_that_schools_do_not_follow_there_is_nothing(harness: Harness, browsers: Browsers) -> None:
    followed = await opened(harness)
    concern = {"case_type": "dropout-risk", "school": SCHOOL, "pupil": "P-1", "reason": "Vraagt begeleiding."}
    other = (await harness.http.post("/cases", json=concern)).json()
    browser = await browsers(Role.SCHOOL, school=SCHOOL)
    for path in (PATH, f"{PATH}?soort=dropout-risk"):
        page = await browser.open(path)
        assert (followed["reference"] in page.html, other["reference"] in page.html) == (True, False)
