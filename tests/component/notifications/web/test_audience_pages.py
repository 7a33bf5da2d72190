"""Who is told what as a page, and each mail with invented data."""

from tests.component.notifications.harness import Harness

from shared.domain.roles import Role

from .test_notice_pages import see


async def test_who_is_told_what_and_how_it_reads(harness: Harness) -> None:
    table = (await see(harness, "/berichten/wie-krijgt-wat")).text
    assert "ondersteunt leerlingen van de school" in table
    assert 'href="/berichten/voorbeelden?bericht=case-opened/1/youth-coach"' in table
    sample = (await see(harness, "/berichten/voorbeelden?bericht=case-opened/1/clb&taal=fr")).text
    assert "Spijbeldossier SP-2026-000123 geopend" in sample
    assert 'lang="fr"' in sample
    assert "Traduction de courtoisie" in sample
    unknown = await see(harness, "/berichten/voorbeelden?bericht=nothing&taal=xx")
    assert (unknown.status_code, 'lang="fr"' in unknown.text) == (200, False)
    of_operator = await see(harness, "/berichten/wie-krijgt-wat", Role.OPERATOR)
    assert "/berichten/voorbeelden" not in of_operator.text
    assert (await see(harness, "/berichten/voorbeelden", Role.OPERATOR)).status_code == 403
