"""The pages of surveys: drafted by a service that looks first, answered by a school, read by who it concerns."""

import re
from typing import Any

import pytest
from tests.component.consultation.harness import OTHER_SCHOOL, SCHOOL
from tests.component.consultation.offered import with_providers

from shared.domain.roles import Role

from .test_offer_pages import as_
from .visitor import Visitor

TYPED = {
    "title": "Fietsen naar school",
    "service": "sportraad",
    "answer_by": "2026-12-18",
    f"school:{SCHOOL}": "ja",
    f"school:{OTHER_SCHOOL}": "ja",
    "text-0": "Hoeveel leerlingen komen met de fiets?",
    "kind-0": "number",
    "choices-0": "",
    "text-2": "Wanneer begint de school?",
    "kind-2": "choice",
    "choices-2": "8.15 uur\r\n8.30 uur\r\n",
    "shares_answers": "ja",
}


@pytest.fixture
async def town(visitor: Visitor) -> Visitor:
    await with_providers(visitor.harness)
    return visitor


async def drafted(visitor: Visitor, **fields: str) -> str:
    """The path of a survey of the partner."""
    async with await as_(visitor, Role.PARTNER, organisation="sportraad") as browser:
        answer = await browser.post("/bevragingen/nieuw", data={**TYPED, **fields})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


async def sent(visitor: Visitor, **fields: str) -> str:
    path = await drafted(visitor, **fields)
    for step in ("nagaan", "versturen"):
        assert (await visitor.send(f"{path}/{step}", Role.COORDINATOR)).status_code == 303
    return path


async def answered(visitor: Visitor, path: str, school: str = SCHOOL, **fields: str) -> Any:
    async with await as_(visitor, Role.SCHOOL, school=school) as browser:
        return await browser.post(f"{path}/antwoord", data=fields)


async def test_a_service_looks_who_asked_the_same_before_it_sends(town: Visitor):
    first = await sent(town)
    assert (await answered(town, first, **{"answer-0": "120", "answer-1": "8.30 uur"})).status_code == 303
    again = await drafted(town, title="Mobiliteit", once="another")
    async with await as_(town, Role.PARTNER, organisation="sportraad") as browser:
        assert "Kijken wie dit al vroeg" in (await browser.get(again)).text
        early = await browser.post(f"{again}/versturen")
        assert (early.status_code, "kan nu niet meer" in early.text) == (409, True)
        assert (await browser.post(f"{again}/nagaan")).status_code == 303
        looked = (await browser.get(again)).text
        assert ["Fietsen naar school" in looked, "Atheneum: 120" in looked] == [True, True]
        assert "lijken voor 100 % op elkaar" in looked
        assert (await browser.post(f"{again}/versturen")).status_code == 303
        assert "0 van 2 scholen hebben geantwoord (0 %)" in (await browser.get(again)).text


async def test_a_form_with_mistakes_names_the_row_and_keeps_what_was_typed(town: Visitor):
    wrong = {**TYPED, "choices-2": "8.15 uur", "title": "Vroeg of laat"}
    async with await as_(town, Role.PARTNER, organisation="sportraad") as browser:
        page = await browser.post("/bevragingen/nieuw", data=wrong)
        assert page.status_code == 422
        assert re.search(r'id="veld-choices-2-fout">Geef bij een keuze 2 tot 20', page.text)
        assert "Vroeg of laat" in page.text
        page = await browser.post("/bevragingen/nieuw", data={**TYPED, "text-2": ""})
        assert (page.status_code, 'id="veld-text-2-fout">Vul de vraag in.' in page.text) == (422, True)
        none = {name: value for name, value in TYPED.items() if not name.startswith(("school:", "text", "choices"))}
        page = await browser.post("/bevragingen/nieuw", data=none)
        assert page.status_code == 422
        assert "Kies minstens één school." in page.text
        assert "Stel minstens één vraag." in page.text
        more = await browser.post("/bevragingen/nieuw", data={**TYPED, "rows": "4", "more": "ja"})
        assert (more.status_code, "Vraag 8" in more.text, "Fietsen naar school" in more.text) == (200, True, True)
        assert (await browser.post("/bevragingen/nieuw", data={**TYPED, "service": "jeugd"})).status_code == 403
        everybody = {**none, "text-0": "Wat?", "all_schools": "ja"}
        assert (await browser.post("/bevragingen/nieuw", data=everybody)).status_code == 303


async def test_a_survey_changes_until_it_is_sent_and_the_form_notices_who_was_first(town: Visitor):
    path = await drafted(town)
    async with await as_(town, Role.PARTNER, organisation="sportraad") as browser:
        form = (await browser.get(f"{path}/wijzigen")).text
        assert [text in form for text in ("8.15 uur\n8.30 uur", 'name="version" value="1"')] == [True, True]
        changed = {**TYPED, "title": "Te voet", "version": "1"}
        assert (await browser.post(f"{path}/wijzigen", data=changed)).status_code == 303
        late = await browser.post(f"{path}/wijzigen", data=changed)
        assert (late.status_code, "Iemand heeft dit net gewijzigd" in late.text) == (412, True)
        assert "Te voet" in (await browser.get("/bevragingen")).text
        for step in ("nagaan", "versturen"):
            assert (await browser.post(f"{path}/{step}")).status_code == 303
        assert (await browser.post(f"{path}/wijzigen", data={**changed, "version": "4"})).status_code == 409


async def test_a_school_answers_once_and_reads_its_own_answers(town: Visitor):
    path = await sent(town)
    async with await as_(town, Role.SCHOOL, school=SCHOOL) as browser:
        assert "te beantwoorden" in (await browser.get("/bevragingen")).text
        assert "niets over aparte kinderen" in (await browser.get(f"{path}/antwoord")).text
        wrong = await browser.post(f"{path}/antwoord", data={"answer-0": "veel"})
        assert (wrong.status_code, 'value="veel"' in wrong.text) == (422, True)
        assert re.search(r'id="veld-answer-0-fout">Geef een geheel getal', wrong.text)
        right = {"answer-0": "120", "answer-1": "8.30 uur", "once": "a form"}
        assert (await browser.post(f"{path}/antwoord", data=right)).status_code == 303
        twice = await browser.post(f"{path}/antwoord", data={**right, "once": "another form"})
        assert (twice.status_code, "al geantwoord" in twice.text) == (409, True)
        page = (await browser.get(path)).text
        assert [text in page for text in ("<td>120</td>", "<td>8.30 uur</td>")] == [True, True]
        assert "beantwoord" in (await browser.get("/bevragingen")).text
    assert (await answered(town, path, OTHER_SCHOOL, **{"answer-0": "80"})).status_code == 303
    async with await as_(town, Role.PARTNER, organisation="sportraad") as browser:
        page = (await browser.get(path)).text
        assert ["2 van 2 scholen hebben geantwoord (100 %)" in page, "<td>80</td>" in page] == [True, True]
        assert (await browser.post(f"{path}/afsluiten")).status_code == 303
        assert "afgesloten" in (await browser.get(path)).text
    async with await as_(town, Role.SCHOOL, school=SCHOOL) as browser:
        assert "<td>80</td>" not in (await browser.get(path)).text
        assert "niets meer te beantwoorden" in (await browser.get(f"{path}/antwoord")).text


async def test_a_survey_is_shown_to_whom_it_concerns(town: Visitor):
    path = await sent(town, **{f"school:{OTHER_SCHOOL}": ""})
    draft = await drafted(town, title="Nog niet klaar", once="another")
    async with await as_(town, Role.SCHOOL, school=SCHOOL) as browser:
        assert (await browser.get(draft)).status_code == 404
        assert (await browser.post(f"{path}/afsluiten")).status_code == 403
    async with await as_(town, Role.PARTNER, organisation="de-andere") as browser:
        assert (await browser.get(path)).status_code == 404
    assert (await town.see("/bevragingen")).text.count("<tr data-row>") == 2
    assert (await town.see(draft)).status_code == 200
    assert (await town.send(f"{path}/afsluiten")).status_code == 403
    assert (await town.see(draft, Role.CLB)).status_code == 404
