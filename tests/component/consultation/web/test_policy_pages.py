"""The pages of the overview: what the coordinator has to see to."""

from tests.component.consultation.councils import council, with_organisations
from tests.component.consultation.told_policy import told_policy

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


async def test_the_report_is_read_chosen_and_kept_as_a_file(visitor: Visitor):
    told = await told_policy(visitor.harness)
    page = (await visitor.see("/beleid/meerjarenplan?van=2026&tot=2027", Role.CASEWORKER)).text
    assert "Begroting van Huiswerkklas" in page
    assert "6.600,50\u00a0euro" in page
    for kind, content in (("html", "text/html"), ("csv", "text/csv"), ("pdf", "application/pdf")):
        file = await visitor.see(f"/beleid/meerjarenplan?van=2026&tot=2027&als={kind}", Role.CASEWORKER)
        assert (file.headers["content-type"].split(";")[0], "attachment" in file.headers["content-disposition"]) == (
            content,
            True,
        )
    async with await visitor.by(Role.CASEWORKER) as browser:
        for years in ("van=2026&tot=2032", "van=2026&tot=20", "van=twee&tot=2026"):
            wrong = await browser.get(f"/beleid/meerjarenplan?{years}")
            assert (wrong.status_code, "hoogstens zes jaren" in wrong.text) == (422, True)
    numbers = (await visitor.see(f"/beleid/acties/{told.homework}/cijfers", Role.CASEWORKER)).text
    assert "Telling bibliotheek (11/11/2026)" in numbers
    assert "nog niet bekend" in numbers
