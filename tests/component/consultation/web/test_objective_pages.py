"""The pages of the education policy: objectives, actions with budget and indicators, evaluations, questions."""

import re
from uuid import UUID

from tests.component.consultation.councils import council, with_organisations
from tests.component.consultation.harness import SCHOOL

from consultation.policy.domain.action import PolicyAction
from shared.domain.roles import Role

from .visitor import Visitor

OBJECTIVE = {
    "title": "Elk kind heeft een plek voor huiswerk",
    "for_the_learner": "Rust en hulp na school.",
    "from": "2026-2027",
    "until": "2031-2032",
}
ACTION = {
    "title": "Huiswerkklas",
    "theme": "homework",
    "from": "2026-10-01",
    "owner": "worker-1",
    "partner:school-1": "ja",
    "partner:jeugd": "ja",
    "level:lager": "ja",
    "age_from": "6",
    "people": "30",
}
INDICATOR = {"name": "Leerlingen die komen", "unit": "leerlingen", "source": "entered", "target": "30"}
VALUE = {"school_year": "2026-2027", "value": "21,5", "source": "Telling van de begeleiders", "dated": "2026-11-10"}
EVALUATION = {"held_on": "2026-11-12", "judgement": "partly", "text": "Te weinig plaatsen."}


async def sent(visitor: Visitor, path: str, **fields: str) -> str:
    """Where the form of a coordinator leads."""
    answer = await visitor.send(path, Role.COORDINATOR, **fields)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


async def test_an_objective_is_proposed_supported_and_agreed_on(visitor: Visitor):
    await with_organisations(visitor.harness)
    body = await council(visitor.harness)
    refused = await visitor.send(
        "/beleid/doelstellingen/nieuw", Role.COORDINATOR, **{**OBJECTIVE, "for_the_learner": ""}
    )
    assert (refused.status_code, "veld-for_the_learner-fout" in refused.text) == (422, True)
    path = await sent(visitor, "/beleid/doelstellingen/nieuw", **OBJECTIVE, once="an objective")
    assert await sent(visitor, "/beleid/doelstellingen/nieuw", **OBJECTIVE, once="an objective") == "/beleid"
    assert "voorgesteld" in (await visitor.see("/beleid")).text
    await sent(visitor, f"{path}/steun", version="1", organisation_id="school-1", supports="ja")
    dissent = {"organisation_id": "clb-a", "supports": "nee"}
    wrong = await visitor.send(f"{path}/steun", Role.COORDINATOR, version="2", **dissent)
    assert (wrong.status_code, "Vul in waarom deze organisatie" in wrong.text) == (422, True)
    await sent(visitor, f"{path}/steun", version="2", **dissent, reason="Liever op school zelf.")
    agreed = {"body_id": body["body_id"], "agreed_on": "2026-10-15"}
    await sent(visitor, f"{path}/afgesproken", version="3", **agreed)
    late = await visitor.send(f"{path}/afgesproken", Role.COORDINATOR, version="3", **agreed)
    assert (late.status_code, "Iemand heeft dit net gewijzigd" in late.text) == (412, True)
    await sent(visitor, f"{path}/wijzigen", version="4", **{**OBJECTIVE, "title": "Huiswerk in rust"})
    shown = (await visitor.see(path)).text
    for said in ("Huiswerk in rust", "Onderwijsraad", "Atheneum", "CLB Voorbeeld steunt het niet", "Liever op school"):
        assert said in shown
    await sent(visitor, f"{path}/afgelopen", version="5", why="Bereikt.")
    assert "Bereikt." in (await visitor.see(path)).text
    await sent(visitor, f"{path}/hervat", version="6")
    await sent(visitor, f"{path}/losgelaten", version="7", why="Geen geld.")
    assert "losgelaten" in (await visitor.see("/beleid")).text


async def test_an_action_gets_a_budget_an_indicator_a_number_and_an_evaluation(visitor: Visitor):
    await with_organisations(visitor.harness)
    objective = await sent(visitor, "/beleid/doelstellingen/nieuw", **OBJECTIVE)
    wrong = await visitor.send(f"{objective}/acties/nieuw", Role.COORDINATOR, **{**ACTION, "until": "2026-09-01"})
    assert (wrong.status_code, "Het einde ligt voor het begin." in wrong.text) == (422, True)
    assert re.search(r'name="partner:jeugd" value="ja" checked', wrong.text)
    path = await sent(visitor, f"{objective}/acties/nieuw", **ACTION)
    await sent(visitor, f"{path}/stap", version="1", step="start")
    budget = {"year": "2026", "amount": "2.500,50", "by": "Vlaamse overheid"}
    above = await visitor.send(f"{path}/begroting", Role.COORDINATOR, version="2", **budget, by_amount="9000")
    assert (above.status_code, "Anderen betalen samen niet meer" in above.text) == (422, True)
    await sent(visitor, f"{path}/begroting", version="2", **budget, by_amount="500")
    await sent(visitor, f"{path}/begroting", version="3", year="2026", amount="3000")
    await sent(visitor, f"{path}/indicatoren", version="4", school_year="2026-2027", **INDICATOR)
    async with visitor.harness.units() as uow:
        indicator = (await uow.policy_actions.get(UUID(path.rsplit("/", 1)[1]))).indicators[0]
    await sent(visitor, f"{path}/indicatoren/{indicator.indicator_id}/waarden", version="5", **VALUE)
    nobody = await visitor.send(f"{path}/evaluaties", Role.COORDINATOR, **EVALUATION)
    assert nobody.status_code == 422
    await sent(visitor, f"{path}/evaluaties", **EVALUATION, **{"partner:school-1": "ja"})
    shown = (await visitor.see(path)).text
    for said in (
        "3.000,00",
        "Vlaamse overheid",
        "500,00",
        "het werkt gedeeltelijk",
        "lager onderwijs",
    ):
        assert said in shown, said
    numbers = " ".join((await visitor.see(f"{path}/cijfers")).text.split())
    assert '<td>2026-2027</td> <td class="number">30</td> <td class="number">21,5</td>' in numbers
    form = (await visitor.see(f"{path}/wijzigen", Role.COORDINATOR)).text
    assert re.search(r'name="partner:school-1" value="ja" checked', form)
    changed = {name: value for name, value in ACTION.items() if name != "partner:jeugd"}
    await sent(visitor, f"{path}/wijzigen", version="7", **{**changed, "title": "Avondklas"})
    async with visitor.harness.units() as uow:
        action = await uow.policy_actions.get(UUID(path.rsplit("/", 1)[1]))
    assert (action.details.title, action.details.partners, len(action.details.budget)) == (
        "Avondklas",
        ("school-1",),
        1,
    )
    await sent(visitor, f"{path}/niet-uitgevoerd", version="8", why="Geen begeleiders.")
    assert "Geen begeleiders." in (await visitor.see(path)).text


async def test_somebody_of_a_partner_sees_the_own_actions_and_judges_them(visitor: Visitor):
    await with_organisations(visitor.harness)
    objective = await sent(visitor, "/beleid/doelstellingen/nieuw", **OBJECTIVE)
    own = await sent(visitor, f"{objective}/acties/nieuw", **ACTION)
    other = await sent(visitor, f"{objective}/acties/nieuw", title="Anders", theme="truancy", **{"from": "2026-10-01"})
    await sent(visitor, f"{own}/stap", version="1", step="start")
    start = (await visitor.see("/beleid", Role.COUNSELLOR)).text
    assert ("Huiswerkklas" in start, "Anders" in start) == (True, False)
    assert (await visitor.see(other, Role.COUNSELLOR)).status_code == 404
    judged = await visitor.send(f"{own}/evaluaties", Role.COUNSELLOR, **EVALUATION, **{"partner:school-1": "ja"})
    assert judged.status_code == 303
    for_another = await visitor.send(f"{own}/evaluaties", Role.COUNSELLOR, **EVALUATION, **{"partner:jeugd": "ja"})
    assert for_another.status_code == 422
    assert "zelf ingevuld" in (await visitor.see(own, Role.COUNSELLOR)).text
    assert (await visitor.see("/beleid", Role.CLB)).text.count("Huiswerkklas") == 0
    assert (await visitor.send(f"{own}/stap", Role.COUNSELLOR, version="3", step="finish")).status_code == 403


async def test_a_question_is_asked_and_answered_on_the_pages(visitor: Visitor):
    await with_organisations(visitor.harness)
    asked = {"text": "Wie zorgt voor het vervoer?", "theme": "homework", "once": "a question"}
    for _ in range(2):
        assert (await visitor.send("/beleid/vragen", Role.COUNSELLOR, **asked)).status_code == 303
    assert (await visitor.send("/beleid/vragen", Role.COUNSELLOR, text="")).status_code == 422
    (path,) = re.findall(
        r'href="(/beleid/vragen/[0-9a-f-]+)"', (await visitor.see("/beleid/vragen", Role.COORDINATOR)).text
    )
    assert (await visitor.see(path, Role.CLB)).status_code == 404
    assert (await visitor.send(f"{path}/antwoord", Role.COORDINATOR, version="1", answer=" ")).status_code == 422
    await sent(visitor, f"{path}/antwoord", version="1", answer="De Jeugddienst.")
    shown = (await visitor.see(path, Role.COUNSELLOR)).text
    assert ("De Jeugddienst." in shown, "beantwoord" in shown, "Atheneum" in shown) == (True, True, True)
    assert (await visitor.send(f"{path}/afgesloten", Role.COUNSELLOR, version="1")).status_code == 412
    assert (await visitor.send(f"{path}/afgesloten", Role.COUNSELLOR, version="2")).status_code == 303
    assert "afgesloten" in (await visitor.see("/beleid/vragen", Role.COORDINATOR)).text


async def test_what_was_agreed_about_an_action_is_put_right(visitor: Visitor):
    await with_organisations(visitor.harness)
    objective = await sent(visitor, "/beleid/doelstellingen/nieuw", **OBJECTIVE)
    path = await sent(visitor, f"{objective}/acties/nieuw", **ACTION, **{f"school:{SCHOOL}": "ja"})
    assert ", Atheneum" in (await visitor.see(path)).text
    form = (await visitor.see(f"{path}/wijzigen", Role.COORDINATOR)).text
    assert re.search(rf'name="school:{SCHOOL}" value="ja" checked', form)
    for version, by in ((1, "Provincie"), (2, "Vlaamse overheid")):
        shares = {"by": by, "by_amount": "100"}
        await sent(visitor, f"{path}/begroting", version=str(version), year="2026", amount="900", **shares)
    await sent(visitor, f"{path}/begroting", version="3", year="2027", amount="55")
    await sent(visitor, f"{path}/begroting/weg", version="4", year="2026", by="Provincie")
    await sent(visitor, f"{path}/begroting/weg", version="5", year="2027")
    late = await visitor.send(f"{path}/begroting/weg", Role.COORDINATOR, version="5", year="2026")
    assert (late.status_code, "Iemand heeft dit net gewijzigd" in late.text) == (412, True)
    details = (await kept(visitor, path)).details
    assert [(row.year, row.amount, [share.by for share in row.co_financing]) for row in details.budget] == [
        (2026, 900, ["Vlaamse overheid"])
    ]
    for version, name in ((6, "Boeken"), (7, "Lezers")):
        indicator = {**INDICATOR, "name": name, "school_year": "2026-2027"}
        await sent(visitor, f"{path}/indicatoren", version=str(version), **indicator)
    books, readers = [f"{path}/indicatoren/{row.indicator_id}" for row in (await kept(visitor, path)).indicators]
    await sent(visitor, f"{books}/weg", version="8")
    changed = {"name": "Wie leest", "unit": "mensen"}
    no_year = await visitor.send(f"{readers}/wijzigen", Role.COORDINATOR, version="9", **changed, target="3")
    assert (no_year.status_code, "Wie leest" in no_year.text) == (422, True)
    await sent(visitor, f"{readers}/wijzigen", version="9", **changed)
    assert [(row.name, len(row.targets)) for row in (await kept(visitor, path)).indicators] == [("Wie leest", 1)]
    await sent(visitor, f"{readers}/wijzigen", version="10", **changed, school_year="2027-2028", target="3,5")
    await sent(visitor, f"{readers}/wijzigen", version="11", **changed, school_year="2026-2027")
    [indicator] = (await kept(visitor, path)).indicators
    assert [(target.school_year, str(target.value)) for target in indicator.targets] == [("2027-2028", "3.5")]
    await sent(visitor, f"{readers}/waarden", version="12", **VALUE)
    held = await visitor.send(f"{readers}/weg", Role.COORDINATOR, version="13")
    assert held.status_code == 409
    assert "Indicator weghalen" not in (await visitor.see(path, Role.COORDINATOR)).text


async def kept(visitor: Visitor, path: str) -> PolicyAction:
    """The action at this address, as it is kept."""
    async with visitor.harness.units() as uow:
        return await uow.policy_actions.get(UUID(path.rsplit("/", 1)[1]))
