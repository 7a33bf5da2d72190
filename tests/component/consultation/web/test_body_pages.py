"""The pages of consultation bodies: a council with all local schools and CLBs, one forgotten, and what it decides."""

import re
from datetime import datetime
from uuid import UUID

from tests.component.consultation.councils import with_organisations

from shared.domain.roles import Role
from shared.runtime.clock import BRUSSELS

from .visitor import Visitor

COUNCIL = {
    "name": "Onderwijsraad",
    "kind": "external-consultation",
    "form": "advisory-council",
    "deciding": "majority",
    "quorum": "2",
    "from": "2026-09-01",
}


async def sent(visitor: Visitor, path: str, **fields: str) -> str:
    """Where the form of a coordinator leads."""
    answer = await visitor.send(path, Role.COORDINATOR, **fields)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].split("#")[0]


async def planned(visitor: Visitor, body: str, day: str) -> str:
    """The page of a session on this day."""
    await sent(visitor, f"{body}/zittingen", starts_at=f"{day}T10:00", ends_at=f"{day}T12:00", place="Raadzaal")
    body_id = UUID(body.rsplit("/", 1)[1])
    async with visitor.harness.units() as uow:
        sessions = await uow.body_sessions.of(body_id)
    return f"{body}/zittingen/{sessions[-1].session_id}"


async def test_a_council_forgets_a_school_decides_with_dissent_and_approves_its_minutes(visitor: Visitor):
    await with_organisations(visitor.harness)
    body = await sent(visitor, "/overlegorganen/nieuw", **COUNCIL)
    assert "Onderwijsraad" in (await visitor.see("/overlegorganen")).text
    for who in ("organisation:school-1", "organisation:clb-a"):
        await sent(visitor, f"{body}/leden", who=who, **{"from": "2026-09-01"})
    assert "College is geen lid." in (await visitor.see(body)).text
    again = await visitor.send(f"{body}/leden", Role.COORDINATOR, who="organisation:school-1", **{"from": "2026-10-01"})
    assert (again.status_code, "in die periode al lid" in again.text) == (409, True)
    await sent(visitor, f"{body}/partners", **{"from": "2026-09-01"})
    assert "Alles is in orde." in (await visitor.see(body)).text

    first, second = await planned(visitor, body, "2026-12-01"), await planned(visitor, body, "2027-02-02")
    assert (await visitor.send(f"{first}/agenda", Role.COUNSELLOR, text="Vervoer naar school")).status_code == 303
    assert "Vervoer naar school" in (await visitor.see(first, Role.COUNSELLOR)).text
    visitor.harness.clock.set(datetime(2026, 12, 1, 12, tzinfo=BRUSSELS))
    ticked = {"organisation:school-1": "ja", "organisation:school-2": "ja"}
    await sent(visitor, f"{first}/gehouden", version="2", **ticked)
    decision = {
        "text": "Eén meldpunt.",
        "way": "majority",
        "for": "1",
        "dissent": "Liever per school.",
    }
    refused = await visitor.send(f"{first}/beslissingen", Role.COORDINATOR, version="3", against="1", **decision)
    assert (refused.status_code, "meer stemmen voor dan tegen" in refused.text) == (422, True)
    await sent(visitor, f"{first}/beslissingen", version="3", **{**decision, "for": "2", "against": "1"})
    await sent(visitor, f"{first}/afspraken", version="4", what="Nota maken", owner="clb-1", due_on="2027-01-15")
    await sent(visitor, f"{first}/verslag", version="5", text="Besproken en beslist.")
    visitor.harness.clock.set(datetime(2027, 2, 2, 12, tzinfo=BRUSSELS))
    await sent(visitor, f"{second}/gehouden", version="1", **ticked)
    checked = (await visitor.see(body)).text
    assert "Het verslag van 1/12/2026 is nog niet goedgekeurd." in checked
    assert "Een afspraak voor Els Voorbeeld moest klaar zijn op 15/1/2027." in checked
    async with visitor.harness.units() as uow:
        action = (await uow.body_sessions.of(UUID(body.rsplit("/", 1)[1])))[0].actions[0]
    await sent(visitor, f"{first}/afspraken/{action.action_id}/klaar")
    assert "Een afspraak voor" not in (await visitor.see(body)).text
    await sent(visitor, f"{first}/goedgekeurd", version="7", session_id=second.rsplit("/", 1)[1])
    shown = (await visitor.see(first)).text
    assert "bij meerderheid: 2 voor, 1 tegen" in shown
    assert "Liever per school." in shown
    assert "goedgekeurd" in shown
    assert (await visitor.see(first, Role.YOUTH_COACH)).status_code == 404


async def test_a_form_about_a_body_that_is_sent_twice_adds_once(visitor: Visitor):
    await with_organisations(visitor.harness)
    council = {**COUNCIL, "once": "the form of a council"}
    body = await sent(visitor, "/overlegorganen/nieuw", **council)
    assert await sent(visitor, "/overlegorganen/nieuw", **council) == "/overlegorganen"
    assert (await visitor.see("/overlegorganen")).text.count("Onderwijsraad</a>") == 1
    meeting = {"starts_at": "2026-12-01T10:00", "ends_at": "2026-12-01T12:00", "place": "Raadzaal", "once": "a session"}
    for _ in range(2):
        await sent(visitor, f"{body}/zittingen", **meeting)
    async with visitor.harness.units() as uow:
        (session,) = await uow.body_sessions.of(UUID(body.rsplit("/", 1)[1]))
    page = f"{body}/zittingen/{session.session_id}"
    for _ in range(2):
        await sent(visitor, f"{page}/agenda", text="Vervoer naar school", once="an item")
    assert (await visitor.see(page)).text.count("<li>Vervoer naar school") == 1
    for path in ("/overlegorganen/nieuw", body, page):
        assert 'name="once"' in (await visitor.see(path, Role.COORDINATOR)).text


async def test_who_was_ticked_as_present_stays_ticked_when_somebody_else_was_first(visitor: Visitor):
    await with_organisations(visitor.harness)
    body = await sent(visitor, "/overlegorganen/nieuw", **COUNCIL)
    await sent(visitor, f"{body}/partners", **{"from": "2026-09-01"})
    page = await planned(visitor, body, "2026-12-01")
    visitor.harness.clock.set(datetime(2026, 12, 1, 12, tzinfo=BRUSSELS))
    await sent(visitor, f"{page}/gehouden", version="1", **{"organisation:school-1": "ja"})
    late = await visitor.send(
        f"{page}/gehouden", Role.COORDINATOR, version="1", **{"organisation:school-2": "ja", "organisation:clb-a": "ja"}
    )
    assert late.status_code == 412
    ticked = re.findall(r'name="(organisation:[^"]+)" value="ja" checked', late.text)
    assert sorted(ticked) == ["organisation:clb-a", "organisation:school-2"]


async def test_what_is_agreed_on_changes_on_a_page(visitor: Visitor):
    await with_organisations(visitor.harness)
    platform = {**COUNCIL, "name": "Leerlingenplatform", "kind": "pupils-platform", "purpose": "Luisteren."}
    body = await sent(visitor, "/overlegorganen/nieuw", **platform)
    page = (await visitor.see(f"{body}/wijzigen", Role.COORDINATOR)).text
    assert 'value="Leerlingenplatform"' in page
    agreed = {**{name: platform[name] for name in ("name", "form", "deciding")}, "version": "1", "lop": "Zetelt mee."}
    typed = {**agreed, "partner-1": "CLB", "expects-1": "Een aanspreekpunt", "pupils-125001": "4"}
    refused = await visitor.send(f"{body}/wijzigen", Role.COORDINATOR, **{**typed, "pupils-125001": "veel"})
    assert (refused.status_code, "Vul een getal van 1 tot 1000 in" in refused.text) == (422, True)
    half = await visitor.send(f"{body}/wijzigen", Role.COORDINATOR, **{**typed, "expects-1": ""})
    assert (half.status_code, "met wat die verwacht" in half.text) == (422, True)
    await sent(visitor, f"{body}/wijzigen", **typed)
    shown = (await visitor.see(body)).text
    assert "Een aanspreekpunt" in shown
    assert "Zetelt mee." in shown
    assert "Leerlingen van Atheneum" in shown
    assert "Luisteren." not in shown
    stale = await visitor.send(f"{body}/wijzigen", Role.COORDINATOR, **typed)
    assert (stale.status_code, "Iemand heeft dit net gewijzigd" in stale.text) == (412, True)


async def test_a_membership_ends_and_an_organisation_names_who_comes_on_a_page(visitor: Visitor):
    await with_organisations(visitor.harness)
    body = await sent(visitor, "/overlegorganen/nieuw", **COUNCIL)
    await sent(visitor, f"{body}/leden", who="organisation:school-1", **{"from": "2026-09-01"})
    async with visitor.harness.units() as uow:
        found = await uow.bodies.find(UUID(body.rsplit("/", 1)[1]))
    assert found is not None
    page = f"{body}/leden/{found.members[0].member_id}"
    assert 'name="komt-counsellor-1"' in (await visitor.see(page, Role.COORDINATOR)).text
    ended = {"until": "2027-06-30", "mandate": "voorzitter", "komt-counsellor-1": "ja", "version": "2"}
    wrong = await visitor.send(page, Role.COORDINATOR, **{**ended, "until": "2026-08-01"})
    assert (wrong.status_code, "komt voor de eerste dag" in wrong.text) == (422, True)
    await sent(visitor, page, **ended)
    shown = (await visitor.see(body)).text
    assert "voorzitter" in shown
    assert 'datetime="2027-06-30"' in shown
    assert 'name="komt-counsellor-1" value="ja" checked' in (await visitor.see(page, Role.COORDINATOR)).text
    missing = f"{body}/leden/0199a000-0000-7000-8000-00000000000c"
    assert (await visitor.see(missing, Role.COORDINATOR)).status_code == 404


async def test_a_session_moves_invites_others_and_is_called_off_on_its_page(visitor: Visitor):
    await with_organisations(visitor.harness)
    body = await sent(visitor, "/overlegorganen/nieuw", **COUNCIL)
    await sent(visitor, f"{body}/partners", **{"from": "2026-09-01"})
    nobody = {"starts_at": "2026-12-01T10:00", "ends_at": "2026-12-01T12:00", "place": "Raadzaal", "chooses": "ja"}
    refused = await visitor.send(f"{body}/zittingen", Role.COORDINATOR, **nobody)
    assert (refused.status_code, "Kies minstens één lid" in refused.text) == (422, True)
    page = await planned(visitor, body, "2026-12-01")
    assert (
        "Voor CLB Voorbeeld, College krijgt niemand de uitnodiging." in (await visitor.see(page, Role.COORDINATOR)).text
    )
    assert (await visitor.send(f"{page}/antwoord", Role.COUNSELLOR, answer="accepted")).status_code == 303
    assert (await visitor.send(f"{page}/antwoord", Role.CASEWORKER, answer="accepted")).status_code == 403
    mine = (await visitor.see(page, Role.COUNSELLOR)).text
    assert re.search(r"Uw antwoord:\s*<span class=\"badge good\">komt", mine)
    moved = {**nobody, "starts_at": "2026-12-02T10:00", "ends_at": "2026-12-02T12:00", "version": "2"}
    assert (await visitor.send(f"{page}/wijzigen", Role.COORDINATOR, **moved)).status_code == 422
    await sent(visitor, f"{page}/wijzigen", **moved, **{"organisation:school-1": "ja"})
    await sent(visitor, f"{page}/documenten", title="Nota", link="https://example.org/nota")
    shown = (await visitor.see(page)).text
    assert "woensdag 2 december 2026" in shown
    assert 'href="https://example.org/nota"' in shown
    assert "College" not in shown
    assert "nog geen antwoord" in shown
    await sent(visitor, f"{page}/afzeggen", version="4")
    assert "afgezegd" in (await visitor.see(page)).text
    told = [kind for kind, _ in await visitor.harness.sent() if kind.startswith("session-")]
    assert told == ["session-planned", "session-moved", "session-cancelled"]


async def test_a_year_of_sessions_is_planned_at_once_and_says_which_days_it_leaves_out(visitor: Visitor):
    await with_organisations(visitor.harness)
    body = await sent(visitor, "/overlegorganen/nieuw", **COUNCIL)
    year = {"starts_at": "2026-11-18T19:00", "ends_at": "2026-11-18T21:00", "place": "Raadzaal", "repeat": "2"}
    endless = await visitor.send(f"{body}/zittingen", Role.COORDINATOR, **year)
    assert (endless.status_code, "Deze dag ontbreekt" in endless.text) == (422, True)
    answer = await visitor.send(f"{body}/zittingen", Role.COORDINATOR, **year, until="2027-01-13")
    assert answer.status_code == 200
    assert "woensdag 30 december 2026: dan is er geen les op de lokale scholen" in answer.text
    monthly = {**year, "repeat": "month", "until": "2027-06-30"}
    assert (await visitor.send(f"{body}/zittingen", Role.COORDINATOR, **monthly)).status_code == 200
    async with visitor.harness.units() as uow:
        days = [session.starts_at.month for session in await uow.body_sessions.of(UUID(body.rsplit("/", 1)[1]))]
    assert days == [11, 12, 12, 1, 1, 2, 3, 4, 5, 6]
