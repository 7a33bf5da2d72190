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


async def test_a_digest_is_a_sample_too(harness: Harness) -> None:
    for reader, said in (("caseworker", "5 berichten"), ("clb", "2 berichten")):
        text = (await see(harness, f"/berichten/voorbeelden?bericht=digest/{reader}&taal=fr")).text
        assert "Overzicht van Flankerend van vrijdag 20 november 2026" in text
        assert said in text
        assert "Met verzonnen gegevens." in text
