"""A meeting is run on one page: who is there, what is said, decided and agreed; without a script."""

import re
from datetime import timedelta
from typing import Any

import pytest
from tests.component.consultation.harness import OTHER_SCHOOL, SCHOOL, Case
from tests.component.consultation.standing import fixed
from tests.pdfs import Pdf

from consultation.meetings.domain.meeting import Meeting
from shared.contracts.casework_cases import CaseOpened, MeetingRequested
from shared.domain.roles import Role

from .visitor import Visitor

OWN, OTHER = Case(), Case(reference="SP-2026-000124", school=OTHER_SCHOOL)


@pytest.fixture
async def session(visitor: Visitor) -> Meeting:
    """A session about a case of each of two schools, that has just begun."""
    await visitor.harness.add("counsellor-2", Role.COUNSELLOR, OTHER_SCHOOL)
    first, *_ = await fixed(visitor.harness)
    for case in (OWN, OTHER):
        await visitor.harness.tell(case.event(CaseOpened))
        await visitor.harness.tell(case.event(MeetingRequested))
    meeting = await visitor.harness.meeting(first["meeting_id"])
    assert meeting.slot
    visitor.harness.clock.set(meeting.slot.time.start)
    return meeting


def page_of(meeting: Meeting) -> str:
    return f"/overleg/{meeting.meeting_id}/verslag"


async def form_of(visitor: Visitor, meeting: Meeting) -> dict[str, str]:
    """The hidden fields of the form as a browser gets them."""
    text = (await visitor.see(page_of(meeting))).text
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', text))


def typed(**fields: str) -> dict[str, str]:
    """The fields about the case of the first school."""
    return {f"{name}-{OWN.case_id}": value for name, value in fields.items()}


async def test_all_is_saved_at_once_and_what_was_decided_is_told_when_the_meeting_is_held(
    visitor: Visitor, session: Meeting
):
    action = typed(wat="Belt mama", wie="clb-1", tegen="2026-11-27")
    filled = typed(tekst="De leerling wil terug.", besluit="plan") | action | {"aanwezig-clb-1": "ja"}
    form = await form_of(visitor, session)
    for _ in range(2):  # the same form twice: the browser's button was pressed again
        answer = await visitor.send(page_of(session), saving="bewaren", **{**form, **filled})
    assert answer.status_code == 412  # the text is no longer the one the form was made with
    shown = (await visitor.see(page_of(session))).text
    assert shown.count("Belt mama") == 1
    assert re.search(r'value="plan" selected', shown)
    assert re.search(r'name="aanwezig-clb-1" value="ja" checked', shown)
    kinds = await visitor.harness.sent_kinds(session)
    assert (kinds.count("action-agreed"), kinds.count("meeting-held")) == (1, 0)
    assert session.slot
    visitor.harness.clock.set(session.slot.time.end)
    later = await form_of(visitor, session) | typed(tekst="Aangevuld.", besluit="referral")
    assert (await visitor.send(page_of(session), saving="gehouden", **later)).status_code == 303
    kind, told = (await visitor.harness.sent(session.meeting_id))[-1]
    assert (kind, told["decisions"]) == ("meeting-held", [{"case_id": str(OWN.case_id), "decision": "referral"}])
    shown = (await visitor.see(page_of(session))).text
    assert re.findall(r'value="([a-z-]+)" selected', shown) == ["referral"]
    assert "Aangevuld." in shown
    for decision, kinds in (("monitor", ["meeting-decisions-corrected"]), ("monitor", [])):
        before = len(await visitor.harness.sent(session.meeting_id))
        form = await form_of(visitor, session) | typed(tekst="Aangevuld.", besluit=decision)
        stale = await visitor.send(page_of(session), saving="bewaren", **{**form, "seen": later["seen"]})
        assert stale.status_code == 412
        assert (await visitor.send(page_of(session), saving="bewaren", **form)).status_code == 303
        told_since = await visitor.harness.sent(session.meeting_id)
        assert [kind for kind, _ in told_since[before:]] == kinds
    async with visitor.harness.asking("coordinator") as client:
        revisions = (await client.get(f"/meetings/{session.meeting_id}/outcome")).json()["revisions"]
    assert [own["decision"] for revision in revisions for own in revision["decisions"]] == ["referral", "monitor"]


async def test_who_takes_part_reads_of_the_own_cases_and_has_no_form(visitor: Visitor, session: Meeting):
    form = await form_of(visitor, session)
    assert (await visitor.send(page_of(session), saving="bewaren", **form, **typed(tekst="KANARIE"))).status_code == 303
    own = (await visitor.see(page_of(session), Role.COUNSELLOR)).text
    other = (await visitor.see(page_of(session), Role.COUNSELLOR, "counsellor-2")).text
    assert ["KANARIE" in text for text in (own, other)] == [True, False]
    assert ["textarea" in text for text in (own, other)] == [False, False]
    pdf = await visitor.see(f"{page_of(session)}/pdf", Role.COUNSELLOR)
    assert (pdf.status_code, pdf.content[:4]) == (200, b"%PDF")


@pytest.mark.parametrize(
    ("fields", "status", "said"),
    [
        (typed(wat="Belt mama"), 422, "Vul bij een afspraak in wat er gebeurt"),
        (typed(wat="Belt mama", wie="clb-1", tegen="2026-11-01"), 422, "Vul bij een afspraak in wat er gebeurt"),
        ({"seen": "iets anders", "aanwezig-clb-1": "ja"}, 412, "Iemand heeft dit verslag net gewijzigd"),
        ({"saving": "gehouden"}, 409, "vanaf het einde"),
    ],
)
async def test_what_is_refused_keeps_what_was_typed_and_saves_nothing(
    visitor: Visitor, session: Meeting, fields: dict[str, Any], status: int, said: str
):
    form = {**await form_of(visitor, session), "saving": "bewaren", **typed(tekst="Nog te bewaren."), **fields}
    answer = await visitor.send(page_of(session), **form)
    assert (answer.status_code, said in answer.text, "Nog te bewaren." in answer.text) == (status, True, True)
    assert "Nog te bewaren." not in (await visitor.see(page_of(session))).text


async def test_who_writes_at_the_same_time_sees_what_the_other_wrote_and_can_send_again(
    visitor: Visitor, session: Meeting
):
    form = await form_of(visitor, session)
    other = typed(tekst="Van de ander.", besluit="plan") | {"aanwezig-clb-1": "ja"}
    assert (await visitor.send(page_of(session), saving="bewaren", **{**form, **other})).status_code == 303
    own = typed(tekst="Van mij.", wat="Belt mama", wie="clb-1", tegen="2026-11-27")
    late = await visitor.send(page_of(session), saving="bewaren", **{**form, **own})
    assert late.status_code == 412
    assert all(said in late.text for said in ("Van de ander.", "Van mij.", "Intussen staat hier als aanwezig"))
    assert re.search(r'name="aanwezig-clb-1" value="ja" checked', late.text)
    assert re.search(r'value="plan" selected', late.text)
    anew = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', late.text))
    again = {**anew, **own, **typed(besluit="plan"), "aanwezig-clb-1": "ja"}
    assert (await visitor.send(page_of(session), saving="bewaren", **again)).status_code == 303
    shown = (await visitor.see(page_of(session))).text
    assert [shown.count(said) for said in ("Van mij.", "Van de ander.", "Belt mama")] == [1, 0, 1]


async def test_a_text_that_was_taken_away_is_not_said_to_be_saved(visitor: Visitor, session: Meeting):
    form = await form_of(visitor, session)
    await visitor.send(page_of(session), saving="bewaren", **form, **typed(tekst="Er staat iets."))
    emptied = await form_of(visitor, session) | typed(tekst="")
    answer = await visitor.send(page_of(session), saving="bewaren", **emptied)
    assert (answer.status_code, "kan niet leeg worden" in answer.text) == (422, True)


@pytest.mark.parametrize("rare", ["\N{GRINNING FACE}", "".join(map(chr, range(0x1F600, 0x1F640))), "日本"])
async def test_a_report_has_a_mark_for_a_character_that_no_paper_has_and_says_so(
    visitor: Visitor, session: Meeting, rare: str
):
    form = await form_of(visitor, session)
    plain = Pdf((await visitor.see(f"{page_of(session)}/pdf")).content)
    assert "dat niet op papier kan" not in plain.text
    await visitor.send(page_of(session), saving="bewaren", **form, **typed(tekst=f"Ging goed {rare}, Žofia."))
    answer = await visitor.see(f"{page_of(session)}/pdf")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    said = Pdf(answer.content).text
    assert said.count("□") == len(rare) + 1
    assert all(text in said for text in ("Ging goed □", "□, Žofia."))
    assert "stond een teken dat niet op papier kan" in Pdf(answer.content).text


async def test_who_is_not_ticked_yet_is_not_said_to_be_absent_until_the_meeting_is_held(
    visitor: Visitor, session: Meeting
):
    path = f"/overleg/{session.meeting_id}"
    form = await form_of(visitor, session) | {"aanwezig-clb-1": "ja"}
    assert (await visitor.send(page_of(session), saving="bewaren", **form)).status_code == 303
    during = (await visitor.see(path)).text
    assert (during.count(">is er<"), "was er niet" in during) == (1, False)
    paper = Pdf((await visitor.see(f"{page_of(session)}/pdf")).content).text
    assert "CLB ja" in paper
    assert "leerlingenbegeleider niet genoteerd" in paper
    assert session.slot
    visitor.harness.clock.set(session.slot.time.end)
    await visitor.send(
        page_of(session), saving="gehouden", **await form_of(visitor, session), **{"aanwezig-clb-1": "ja"}
    )
    after = (await visitor.see(path)).text
    assert (after.count(">was er<"), after.count("was er niet")) == (1, 4)


async def test_who_sits_at_a_table_reads_the_names_of_all_who_do(visitor: Visitor, session: Meeting):
    await visitor.harness.add("counsellor-3", Role.COUNSELLOR, SCHOOL)
    async with visitor.harness.units() as uow:
        other = await uow.contacts.get("counsellor-2")
        await uow.save(other.changed(name="Nele Elders"))
    path = f"/overleg/{session.meeting_id}"
    assert "Nele Elders, leerlingenbegeleider" in (await visitor.see(path, Role.COUNSELLOR)).text
    paper = await visitor.see(f"{path}/verslag/pdf", Role.COUNSELLOR)
    assert "Nele Elders" in Pdf(paper.content).text
    assert "Nele Elders" not in (await visitor.see(path, Role.COUNSELLOR, "counsellor-3")).text


async def test_the_preparation_asks_casework_for_what_consultation_does_not_know(visitor: Visitor, session: Meeting):
    path = f"/overleg/{session.meeting_id}/voorbereiding"
    text = (await visitor.see(path, Role.COUNSELLOR)).text
    assert f'data-fragment="/dossiers/{OWN.reference}/voorbereiding"' in text
    assert OTHER.reference not in text
    form = await form_of(visitor, session) | typed(wat="Belt mama", wie="clb-1", tegen="2026-11-27")
    assert (await visitor.send(page_of(session), saving="bewaren", **form)).status_code == 303
    assert session.slot
    visitor.harness.clock.set(session.slot.time.end + timedelta(days=1))
    async with visitor.harness.asking("caseworker") as client:
        following = (await client.post("/meetings", json={"case_ids": [str(OWN.case_id)]})).json()["meeting_id"]
    for page in ("voorbereiding", "verslag"):
        shown = (await visitor.see(f"/overleg/{following}/{page}")).text
        assert [words in shown for words in ("Eerder afgesproken", "Belt mama", "nog niet klaar")] == [True] * 3
