"""The pages of standing meetings: set up, proposed, looked at, fixed, and what is on the agenda."""

import re
from datetime import datetime

import pytest
from tests.component.consultation.harness import OTHER_SCHOOL, SCHOOL, Case

from consultation.domain.audience import EVERYTHING
from consultation.meetings.domain.meeting import Meeting
from shared.contracts.casework_cases import CaseOpened, MeetingRequested
from shared.domain.roles import Role
from shared.runtime.clock import BRUSSELS

from .visitor import Visitor

COORDINATOR = Role.COORDINATOR
NEW = {
    "title": "Zorgoverleg secundair",
    "school": SCHOOL,
    "first_on": "2026-11-19",
    "at": "10:00",
    "minutes": "60",
    "every_weeks": "2",
    "place": "Stadhuis",
}
TERM = {"first": "2026-11-13", "until": "2026-12-31"}


async def set_up(visitor: Visitor, **fields: str) -> str:
    """The path of a series that was set up."""
    answer = await visitor.send("/reeksen/nieuw", COORDINATOR, **{**NEW, **fields})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


async def proposed(visitor: Visitor, path: str) -> str:
    """The page of a series with what is proposed."""
    answer = await visitor.send(f"{path}/voorstel", COORDINATOR, version="1", **TERM)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{path}#voorstel")
    return (await visitor.see(path, COORDINATOR)).text


async def sessions(visitor: Visitor) -> list[Meeting]:
    async with visitor.harness.units() as uow:
        meetings = await uow.meetings.coming(EVERYTHING, visitor.harness.clock.now(), after=None, limit=50)
    return [meeting for meeting in meetings if meeting.session]


@pytest.fixture
async def series(visitor: Visitor) -> str:
    """The path of a series of two schools whose first session is fixed; a case is on its agenda."""
    await visitor.harness.add("counsellor-2", Role.COUNSELLOR, OTHER_SCHOOL)
    for number, name in ((SCHOOL, "Atheneum De Wilg"), (OTHER_SCHOOL, "Lyceum De Linde")):
        organisation = {"kind": "school", "organisation_id": f"school-{number}", "name": name, "school": number}
        await visitor.send("/directory/nieuwe-organisatie", COORDINATOR, **organisation, local="ja")
    path = await set_up(visitor, **{f"school-{OTHER_SCHOOL}": "ja"})
    await proposed(visitor, path)
    await visitor.send(f"{path}/vastleggen", COORDINATOR, version="2", **{"kies-2026-11-19": "ja"})
    case = Case()
    for kind in (CaseOpened, MeetingRequested):
        await visitor.harness.tell(case.event(kind))
    return path


async def test_what_is_typed_wrong_stays_and_is_said_at_its_field(visitor: Visitor):
    answer = await visitor.send("/reeksen/nieuw", COORDINATOR, **{**NEW, "at": "11:30", "first_on": "2026-11-19"})
    assert (answer.status_code, "valt buiten de lesuren" in answer.text) == (422, True)
    assert 'value="Zorgoverleg secundair"' in answer.text
    empty = await visitor.send("/reeksen/nieuw", COORDINATOR, **{**NEW, "every_weeks": ""})
    assert (empty.status_code, "aria-invalid" in empty.text) == (422, True)


async def test_a_series_is_listed_with_its_rhythm_and_schools(visitor: Visitor, series: str):
    text = (await visitor.see("/reeksen")).text
    assert "om de twee weken op donderdag om 10.00, 60 minuten" in text
    assert "Atheneum De Wilg, Lyceum De Linde" in re.sub(r"\s+", " ", text)
    assert "Reeks toevoegen" not in text
    assert "Reeks toevoegen" in (await visitor.see("/reeksen", COORDINATOR)).text


async def test_what_is_proposed_says_who_comes_and_why_a_moment_can_not_be(visitor: Visitor):
    path = await set_up(visitor, every_weeks="4", first_on="2026-11-26")
    text = await proposed(visitor, path)
    assert "donderdag 26 november 2026 om 10.00" in text
    assert re.search(r'name="kies-2026-11-26" value="ja" checked', text)
    assert "donderdag 7 januari 2027" in text
    assert "in plaats van 24/12/2026" in text
    await visitor.harness.add("clb-3", Role.CLB, OTHER_SCHOOL)
    other = await set_up(visitor, school=OTHER_SCHOOL)
    text = await proposed(visitor, other)
    assert "een school heeft geen leerlingenbegeleider" in text
    assert not re.search(r'name="kies-2026-11-19" value="ja" checked', text)


async def test_what_is_ticked_is_fixed_also_at_another_moment(visitor: Visitor):
    path = await set_up(visitor)
    await proposed(visitor, path)
    chosen = {"kies-2026-11-19": "ja", "kies-2026-12-03": "ja", "moment-2026-12-03": "2026-12-04T13:00"}
    assert (await visitor.send(f"{path}/vastleggen", COORDINATOR, version="2", **chosen)).status_code == 303
    starts = [meeting.slot.time.start for meeting in await sessions(visitor)]
    assert starts == [datetime(2026, 11, 19, 10, tzinfo=BRUSSELS), datetime(2026, 12, 4, 13, tzinfo=BRUSSELS)]
    text = (await visitor.see(path)).text
    assert "4/12/2026 om 13.00" in text
    assert "Momenten voorstellen" not in text


async def test_nothing_ticked_an_older_page_and_a_moment_that_is_taken(visitor: Visitor):
    path = await set_up(visitor)
    await proposed(visitor, path)
    nothing = await visitor.send(f"{path}/vastleggen", COORDINATOR, version="2")
    assert (nothing.status_code, "Kies minstens één moment" in nothing.text) == (422, True)
    late = await visitor.send(f"{path}/vastleggen", COORDINATOR, version="1", **{"kies-2026-11-19": "ja"})
    assert (late.status_code, "net gewijzigd" in late.text) == (412, True)
    other = await set_up(visitor)
    await proposed(visitor, other)
    await visitor.send(f"{other}/vastleggen", COORDINATOR, version="2", **{"kies-2026-11-19": "ja"})
    taken = await visitor.send(f"{path}/vastleggen", COORDINATOR, version="2", **{"kies-2026-11-19": "ja"})
    assert (taken.status_code, "donderdag 19 november 2026: de plaats is bezet" in taken.text) == (200, True)


async def test_free_times_of_everybody_stand_side_by_side(visitor: Visitor, series: str):
    text = (await visitor.see(f"{series}/vrij?dag=2026-11-19", COORDINATOR)).text
    rows = {
        row[1]: re.findall(r"<td>(.*?)</td>", row[2]) for row in re.finditer(r'scope="row">(.*?)<br>(.*?)</tr>', text)
    }
    assert rows["Stadhuis"][:7] == ["vrij", "vrij", "vrij", "–", "–", "vrij", "vrij"]
    closed = (await visitor.see(f"{series}/vrij?dag=2026-12-25", COORDINATOR)).text
    assert "hebben niet alle scholen les" in closed


async def test_what_was_agreed_on_changes_for_what_is_proposed_next(visitor: Visitor, series: str):
    changed = {"version": "3", "title": "Groot overleg", "place": "Bib", "contact-worker-1": "ja"}
    assert (await visitor.send(series, COORDINATOR, **changed)).status_code == 303
    text = (await visitor.see(series, COORDINATOR)).text
    assert "Groot overleg" in text
    assert re.search(r'name="contact-worker-1" value="ja" checked', text)
    early = await visitor.send(series, COORDINATOR, **{**changed, "version": "4", "until": "2026-01-01"})
    assert (early.status_code, "Deze dag komt voor de eerste" in early.text) == (422, True)


async def test_a_session_shows_its_agenda_and_a_caseworker_changes_it(visitor: Visitor, series: str):
    (session,) = await sessions(visitor)
    (case_id,) = session.case_ids
    page = f"/overleg/{session.meeting_id}"
    text = (await visitor.see(page)).text
    assert "SP-2026-000123" in text
    assert "Nog 45 van de 60 minuten vrij" in text
    version = str(session.version)
    answer = await visitor.send(
        f"{page}/agenda", Role.CASEWORKER, version=version, **{f"minuten-{case_id}": "20", f"plaats-{case_id}": "1"}
    )
    assert (answer.status_code, answer.headers["location"]) == (303, page)
    assert "Nog 40 van de 60 minuten vrij" in (await visitor.see(page)).text
    unknown = await visitor.send(f"{page}/agenda", Role.CASEWORKER, version=version, reference="SP-2026-999999")
    assert (unknown.status_code, "net gewijzigd" in unknown.text or "Er is geen dossier" in unknown.text) == (422, True)


async def test_a_counsellor_reads_of_an_agenda_only_the_own_school(visitor: Visitor, series: str):
    (session,) = await sessions(visitor)
    text = (await visitor.see(f"/overleg/{session.meeting_id}", Role.COUNSELLOR, contact="counsellor-2")).text
    assert "Er staan geen dossiers van uw scholen op de agenda." in text
    assert "Daarnaast 1 dossier van andere scholen." in text
    assert "SP-2026-000123" not in text
