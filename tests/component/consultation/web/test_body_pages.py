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
