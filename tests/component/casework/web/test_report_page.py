"""A concern is reported on a page: by whom, about whom, and what the page says becomes of it."""

from uuid import uuid4

import pytest
from tests.component.casework.harness import OTHER_SCHOOL, SCHOOL, Harness, contact, person

from shared.domain.roles import Role

from .browsers import Browser, Browsers

PATH = "/meldingen"
ABOUT = {"school": SCHOOL, "pupil": "P-1"}


@pytest.fixture
async def counsellor(harness: Harness, browsers: Browsers) -> Browser:
    """The counsellor of a school with a pupil."""
    person_id = str(uuid4())
    await harness.receive(person(person_id, (SCHOOL, "P-1"), given_name="Noor", family_name="Verzonnen"), person_id)
    await harness.receive(contact("c-1", "counsellor", SCHOOL), "c-1")
    return await browsers(Role.COUNSELLOR, contact="c-1")


async def test_a_counsellor_reports_from_a_pupils_page_and_is_the_one_to_speak_to(
    harness: Harness, counsellor: Browser
) -> None:
    begun = await counsellor.send(PATH, **ABOUT, begin="1")
    assert begun.status == 200
    assert "Noor Verzonnen" in begun.text
    assert "pesten: online" in begun.text
    assert "leerlingenbegeleider, van deze school" in begun.text
    assert "Er klopt nog iets niet" not in begun.text
    sent = await counsellor.send(PATH, **{**begun.fields(PATH), "code": "bullying/online"})
    assert (sent.status, sent.answer.headers["Location"]) == (303, f"{PATH}?gedaan=melding")
    assert "Uw melding is aangekomen." in (await counsellor.open(sent.answer.headers["Location"])).text
    [case] = await harness.cases(case_type="bullying")
    assert [ground["contact"] for ground in case["grounds"]] == ["c-1"]


async def test_the_same_form_sent_twice_reports_once_and_a_new_one_joins_the_case(
    harness: Harness, counsellor: Browser
) -> None:
    for times in (2, 1):
        begun = await counsellor.send(PATH, **ABOUT, begin="1")
        for _ in range(times):
            sent = await counsellor.send(PATH, **{**begun.fields(PATH), "code": "bullying/verbal"})
            assert sent.status == 303
    [case] = await harness.cases(case_type="bullying")
    assert len(case["grounds"]) == 2


async def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(harness: Harness, counsellor: Browser) -> None:
    page = await counsellor.fill_in(PATH, school=SCHOOL, pupil="met spaties", code="")
    assert page.status == 422
    assert "Gebruik letters, cijfers, punten en streepjes, hoogstens 32 samen." in page.text
    assert "Vul dit in." in page.text
    assert page.fields(PATH)["pupil"] == "met spaties"
    page = await counsellor.fill_in(PATH, school=SCHOOL, pupil="P-9", code="bullying/verbal")
    assert page.status == 422
    assert "Deze school heeft geen leerling met dit nummer." in page.text
    assert page.fields(PATH)["code"] == "bullying/verbal"
    for code in ("bullying/luck", "truancy/verbal", "luck"):
        page = await counsellor.fill_in(PATH, **ABOUT, code=code)
        assert (code, page.status) == (code, 422)
        assert "Kies een van de mogelijkheden." in page.text or "Vul dit in." in page.text
    assert await harness.cases() == []


async def test_a_pupil_of_another_school_is_neither_named_nor_reported(harness: Harness, counsellor: Browser) -> None:
    other = str(uuid4())
    await harness.receive(person(other, (OTHER_SCHOOL, "P-2"), given_name="Elias", family_name="Elders"), other)
    begun = await counsellor.send(PATH, school=OTHER_SCHOOL, pupil="P-2", begin="1")
    assert "Elias" not in begun.text
    sent = await counsellor.send(PATH, school=OTHER_SCHOOL, pupil="P-2", code="bullying/verbal")
    assert sent.status == 403
    assert await harness.cases() == []


async def test_a_school_may_name_its_counsellor_and_no_other(
    harness: Harness, counsellor: Browser, browsers: Browsers
) -> None:
    await harness.receive(contact("c-2", "counsellor", OTHER_SCHOOL), "c-2")
    school = await browsers(Role.SCHOOL, school=SCHOOL)
    page = await school.fill_in(PATH, **ABOUT, code="bullying/verbal", contact="c-2")
    assert page.status == 422
    assert "Dit is geen leerlingenbegeleider van deze school" in page.text
    assert (await school.fill_in(PATH, **ABOUT, code="bullying/verbal", contact="c-1")).status == 303
    [case] = await harness.cases(case_type="bullying")
    assert [ground["contact"] for ground in case["grounds"]] == ["c-1"]
