"""The page on which a participant finds, makes and revokes the address of the own calendar."""

from shared.domain.roles import Role

from .visitor import Visitor

PAGE = "/overleg/agenda"


async def test_an_address_is_made_shown_replaced_and_revoked(visitor: Visitor) -> None:
    assert "U hebt nog geen adres" in (await visitor.see(PAGE, Role.COUNSELLOR)).text
    sent = await visitor.send(PAGE, Role.COUNSELLOR)
    assert (sent.status_code, sent.headers["location"]) == (303, PAGE)
    page = (await visitor.see(PAGE, Role.COUNSELLOR)).text
    assert "/calendars/" in page
    assert "Gemaakt op vrijdag 13 november 2026" in page
    await visitor.send(PAGE, Role.COUNSELLOR)
    assert (await visitor.see(PAGE, Role.COUNSELLOR)).text != page
    await visitor.send(f"{PAGE}/intrekken", Role.COUNSELLOR)
    assert "U hebt nog geen adres" in (await visitor.see(PAGE, Role.COUNSELLOR)).text


async def test_the_list_of_meetings_leads_there_who_takes_part_in_some(visitor: Visitor) -> None:
    assert PAGE in (await visitor.see("/overleg", Role.CLB)).text
    assert PAGE not in (await visitor.see("/overleg", Role.COORDINATOR)).text
    assert (await visitor.see(PAGE, Role.COORDINATOR)).status_code == 404
