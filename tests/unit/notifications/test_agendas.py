"""The agenda of a session: told when it is ready, told again when it is another, and to each only what is theirs."""

from dataclasses import replace
from uuid import UUID

import pytest

from notifications.channels.email.texts import Text, Texts
from notifications.domain.directory import Directory
from notifications.domain.known_case import KnownCase
from notifications.domain.labels import Appointment
from notifications.domain.preparation import Knowledge, Ready, Waits
from notifications.domain.vocabulary import Status
from notifications.subjects.meeting.domain.decide import still_holds
from notifications.subjects.meeting.domain.prepare import prepare
from notifications.subjects.meeting.domain.story import MeetingState, MeetingVersion, Participant
from notifications.subjects.meeting.domain.views import AgendaView
from notifications.subjects.meeting.domain.vocabulary import MeetingTemplate
from notifications.subjects.meeting.subject import MEETING as MEETINGS
from notifications.testing.factories import CASE, PERSON, contact, knowledge, known_case
from notifications.testing.harness import Harness
from notifications.testing.meetings import CLB_ONE, COACH_ONE, COUNSELLOR_ONE, session
from shared.domain.roles import Role

OTHER = UUID("00000000-0000-7000-8000-00000000ca5f")
ELSEWHERE = Participant("counsellor-2", Role.COUNSELLOR)
ONE = {"participants": (COUNSELLOR_ONE,)}


def mails(*versions: MeetingVersion) -> list[str]:
    """The templates of the mails, in the order in which they went."""
    harness = Harness()
    for version in versions:
        harness.arrive(version)
        harness.send_all()
    return [mail.key.template for mail in harness.mails]


INVITED, AGENDA = MeetingTemplate.INVITATION, MeetingTemplate.AGENDA


@pytest.mark.parametrize(
    ("versions", "templates"),
    [
        ([session(1, **ONE), session(2, CASE, **ONE)], [INVITED]),
        ([session(1, **ONE), session(2, CASE, **ONE), session(3, CASE, ready=True, **ONE)], [INVITED, AGENDA]),
        ([session(1, ready=True, **ONE)], [INVITED]),
        ([session(1, CASE, ready=True, **ONE), session(2, CASE, **ONE)], [INVITED, AGENDA]),
        ([session(1, CASE, ready=True, **ONE), session(2, CASE, OTHER, **ONE)], [INVITED, AGENDA, AGENDA]),
        ([session(1, CASE, ready=True, **ONE), session(2, **ONE)], [INVITED, AGENDA, AGENDA]),
        ([session(1, ready=True, **ONE), session(2, CASE, **ONE)], [INVITED, AGENDA]),
        (
            [session(1, CASE, ready=True, **ONE), replace(session(2, CASE, day=16, **ONE), agenda=None)],
            [INVITED, AGENDA, MeetingTemplate.MOVED],
        ),
        (
            [session(1, CASE, ready=True, **ONE), session(2, CASE, state=MeetingState.CANCELLED, **ONE)],
            [INVITED, AGENDA, MeetingTemplate.CANCELLED],
        ),
    ],
    ids=[
        "cases-that-come-tell-nobody",
        "told-when-it-is-ready",
        "an-empty-one-is-not-told",
        "the-same-again-is-not-told",
        "another-is-told-again",
        "an-emptied-one-is-told",
        "what-comes-after-is-told",
        "a-move-is-told-and-the-agenda-is-not-again",
        "a-cancellation-is-told-alone",
    ],
)
def test_what_is_told(versions: list[MeetingVersion], templates: list[str]) -> None:
    assert mails(*versions) == templates
    assert mails(*versions, *versions) == templates


def test_an_agenda_that_did_not_go_yet_is_not_told_when_it_is_another() -> None:
    harness = Harness()
    harness.arrive(session(1, CASE, ready=True, **ONE))
    harness.arrive(session(2, OTHER, **ONE))
    agendas = [notice for notice in harness.notices if notice.key.template == AGENDA]
    assert [notice.status for notice in agendas] == [Status.CANCELLED, Status.QUEUED]
    assert [still_holds(notice, harness.meeting) for notice in agendas] == [False, True]


def test_another_agenda_corrects_the_one_that_was_told() -> None:
    harness = Harness()
    harness.arrive(session(1, CASE, ready=True, **ONE))
    harness.send_all()
    harness.arrive(session(2, CASE, OTHER, **ONE))
    *_, first, second = harness.notices
    assert second.corrects == (first.id,)


def of_two_schools() -> Knowledge:
    people = [contact("counsellor-1", Role.COUNSELLOR), contact("counsellor-2", Role.COUNSELLOR, schools=["654321"])]
    everyone = [*people, contact("clb-1", Role.CLB), contact("coach-1", Role.YOUTH_COACH, schools=[])]
    caseworker = contact("caseworker-1", Role.CASEWORKER, schools=["999999"])
    other = KnownCase(reference="SP-2026-000777", person_id=PERSON, school="654321", pupil="77")
    return knowledge(known_directory=Directory([*everyone, caseworker]), cases={CASE: known_case(), OTHER: other})


def agenda_for(participant: Participant, *, ready: MeetingVersion | None = None) -> Ready:
    harness = Harness()
    harness.arrive(ready or session(1, OTHER, CASE, ready=True, participants=(participant,)))
    [notice] = [notice for notice in harness.notices if notice.key.template == AGENDA]
    prepared = prepare(notice, harness.meeting, of_two_schools())
    assert isinstance(prepared, Ready)
    assert isinstance(prepared.view, AgendaView)
    assert prepared.entry is None
    return prepared


def lines(ready: Ready) -> list[tuple[str, str, str | None]]:
    assert isinstance(ready.view, AgendaView)
    return [
        (line.reference, f"{line.starts_at:%H:%M}", line.pupil.name if line.pupil else None)
        for line in ready.view.cases
    ]


def test_a_counsellor_reads_of_the_own_school_when_its_turn_is_and_how_many_others_there_are() -> None:
    ready = agenda_for(COUNSELLOR_ONE)
    assert (lines(ready), ready.view.others) == ([("SP-2026-000123", "09:15", "Ona Canaryname")], 1)
    assert lines(agenda_for(ELSEWHERE)) == [("SP-2026-000777", "09:00", "Ona Canaryname")]


def test_a_coach_reads_first_names_and_a_caseworker_all_cases() -> None:
    assert [name for *_, name in lines(agenda_for(COACH_ONE))] == ["Ona", "Ona"]
    caseworker = agenda_for(Participant("caseworker-1", Role.CASEWORKER))
    assert [reference for reference, *_ in lines(caseworker)] == ["SP-2026-000777", "SP-2026-000123"]


def test_an_invitation_to_a_session_names_only_the_cases_of_the_own_school() -> None:
    harness = Harness()
    harness.arrive(session(1, OTHER, CASE, participants=(COUNSELLOR_ONE,)))
    prepared = prepare(harness.notices[0], harness.meeting, of_two_schools())
    assert isinstance(prepared, Ready)
    assert prepared.view.references == ("SP-2026-000123",)
    assert prepared.entry.recurrence_id == harness.meeting.latest.appointment.starts_at


TEXTS = Texts([MEETINGS.templates])


def text_of(view: object) -> Text:
    return TEXTS.text(f"{AGENDA}/1/participant", mail=view, acknowledgement=None, signature="Dienst Onderwijs")


def test_the_mail_has_the_day_and_nobody_in_its_subject() -> None:
    ready = agenda_for(COUNSELLOR_ONE)
    text = text_of(ready.view)
    assert text.subject == "Agenda van het zorgoverleg op donderdag 15 oktober 2026"
    assert "9.15 uur, 15 minuten: dossier SP-2026-000123, Ona Canaryname" in text.body
    assert "Daarnaast komt er 1 dossier van andere scholen aan bod." in text.body


def test_the_mail_of_another_agenda_says_so_and_one_without_cases_too() -> None:
    empty = replace(agenda_for(CLB_ONE).view, cases=(), others=0, again=True)
    body = text_of(empty).body
    assert "Deze agenda vervangt de vorige." in body
    assert "Er staan geen dossiers van uw scholen op de agenda." in body
    assert isinstance(empty.appointment, Appointment)


def test_an_agenda_waits_for_the_name_of_the_pupil() -> None:
    harness = Harness()
    harness.arrive(session(1, CASE, ready=True, participants=(CLB_ONE,)))
    harness.send_all()
    agenda = next(notice for notice in harness.notices if notice.key.template == AGENDA)
    assert prepare(agenda, harness.meeting, knowledge(persons=[])) == Waits(f"person:{PERSON}")
