"""The pages of the overview: what the coordinator has to see to."""

from tests.component.consultation.councils import council, with_organisations

from shared.domain.roles import Role

from .visitor import Visitor


async def test_the_agenda_says_what_is_to_do_and_leads_there(visitor: Visitor):
    empty = await visitor.see("/beleid/agenda", Role.COORDINATOR)
    assert "Er is niets te doen" in empty.text
    await with_organisations(visitor.harness)
    body = await council(visitor.harness)
    page = (await visitor.see("/beleid/agenda", Role.COORDINATOR)).text
    assert "4 punten." in page
    assert "Atheneum is geen lid" in page
    assert "in schooljaar\u00a02026-2027 geen enkele keer, minder dan afgesproken" in page
    assert f'href="/overlegorganen/{body["body_id"]}"' in page


async def test_the_balance_names_every_board_and_says_what_is_not_known(visitor: Visitor):
    await with_organisations(visitor.harness)
    page = (await visitor.see("/beleid/evenwicht?schooljaar=2026-2027", Role.CASEWORKER)).text
    assert "is niet bekend" in page
    assert "net niet bekend" in page
    file = await visitor.see("/beleid/evenwicht?schooljaar=2026-2027&als=niveaus", Role.CASEWORKER)
    assert file.text.lstrip("\ufeff").splitlines()[0].startswith("Niveau;Leerlingen (%);Zitjes (%)")
