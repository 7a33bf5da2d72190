"""A notice about a meeting, made ready for a participant."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from notifications.domain import receivers
from notifications.domain.known_case import KnownCase
from notifications.domain.labels import Appointment, CalendarEntry, Invited, PupilLabel
from notifications.domain.naming import pupil_label, school_label
from notifications.domain.notice import Notice
from notifications.domain.persons import Person, person_of
from notifications.domain.preparation import (
    Knowledge,
    Needs,
    Prepared,
    Ready,
    Receiver,
    Void,
    Waits,
)
from notifications.domain.telling import Naming, Telling
from notifications.domain.vocabulary import Reason
from notifications.subjects.meeting.domain.decide import appointment_told, is_of_agenda
from notifications.subjects.meeting.domain.story import MeetingStory, MeetingVersion
from notifications.subjects.meeting.domain.tellings import TELLINGS
from notifications.subjects.meeting.domain.views import AgendaLine, AgendaView, MeetingView, WithoutTimeView
from notifications.subjects.meeting.domain.vocabulary import WITHOUT_TIME, MeetingTemplate
from shared.domain.roles import Role
from shared.domain.school_year import SchoolYear

_ENTRY_WORDS = "zorgoverleg"
_RUN_CASES = frozenset({Role.CASEWORKER, Role.COORDINATOR})


def needs(notice: Notice, story: MeetingStory) -> Needs | None:
    """The school's contacts and the cases of the newest version; None if nothing has arrived."""
    if notice.key.template in WITHOUT_TIME:
        no_slot = story.no_slot_at(notice.key.occasion)
        return Needs(school=no_slot.school, cases=frozenset(no_slot.case_ids)) if no_slot else None
    latest = story.latest
    return Needs(school=latest.school, cases=frozenset(latest.case_ids)) if latest else None


def prepare(notice: Notice, story: MeetingStory, knowledge: Knowledge) -> Prepared:
    """Find the participant's address and what they may read. Nobody is invited to a school year that has ended.

    The newest version is what is written: a notice of an older version that still holds says the same.
    """
    if notice.key.template in WITHOUT_TIME:
        return _without_time(notice, story, knowledge)
    version = story.latest
    if version is None:
        return Waits(f"meeting:{story.meeting_id}")
    if not notice.corrects and SchoolYear.of(version.appointment.starts_at.date()).ended(knowledge.today):
        return Void(Reason.SCHOOL_YEAR_ENDED)
    if notice.key.template == MeetingTemplate.REMINDER and version.appointment.starts_at <= knowledge.now:
        return Void(Reason.NO_LONGER_HOLDS)
    receiver = receivers.of_the_slot(notice, knowledge)
    if not isinstance(receiver, Receiver):
        return receiver
    cases = _cases(version.case_ids, knowledge)
    if isinstance(cases, Waits):
        return cases
    cases = _for_receiver(cases, version=version, receiver=receiver, knowledge=knowledge)
    telling = TELLINGS.to(notice.key.template, receiver.role)
    if is_of_agenda(notice):
        return _agenda(notice, story, knowledge, cases=cases, receiver=receiver, telling=telling)
    pupils = _pupils(cases, telling.naming, knowledge, numbers_of=version.school if _is_off(notice) else None)
    if isinstance(pupils, Waits):
        return pupils
    view = _view(notice, story, knowledge, version=version, cases=cases, pupils=pupils)
    entry = entry_of(version, view, cancelled=_is_off(notice), invited=_invited(version, receiver, knowledge))
    return Ready(receiver, telling, view, entry)


def entry_of(
    version: MeetingVersion, view: MeetingView, *, cancelled: bool, invited: tuple[Invited, ...]
) -> CalendarEntry:
    """The appointment for the participant's calendar."""
    return CalendarEntry(
        uid=version.ical_uid,
        sequence=version.ical_sequence,
        appointment=view.appointment,
        link=view.link,
        words=_ENTRY_WORDS,
        cancelled=cancelled,
        invited=invited,
        recurrence_id=version.fixed_for,
    )


def _invited(version: MeetingVersion, receiver: Receiver, knowledge: Knowledge) -> tuple[Invited, ...]:
    """Who takes part and can be reached, as they are now; the receiver of a cancellation may take part no more."""
    people = {who.contact_id: who for who in version.participants}
    own = people.pop(receiver.contact_id, None)
    others = ((who, knowledge.directory.get(who.contact_id)) for who in people.values())
    return (
        *((Invited(receiver.email, receiver.role, own is None or own.required),) if receiver.email else ()),
        *(Invited(contact.email, who.role, who.required) for who, contact in others if contact and contact.email),
    )


def _without_time(notice: Notice, story: MeetingStory, knowledge: Knowledge) -> Prepared:
    """For the school's coordinator: without a coordinator nobody is told."""
    no_slot = story.no_slot_at(notice.key.occasion)
    if no_slot is None:
        return Waits(f"meeting:{story.meeting_id}")
    receiver = receivers.of_the_role(notice, no_slot.school, knowledge, stood_in=bool(notice.corrects))
    if not isinstance(receiver, Receiver):
        return receiver
    cases = _cases(no_slot.case_ids, knowledge)
    if isinstance(cases, Waits):
        return cases
    counsellor = knowledge.directory.contact_for(no_slot.school, Role.COUNSELLOR, knowledge.today)
    view = WithoutTimeView(
        references=tuple(case.reference for case in cases),
        school=school_label(no_slot.school, knowledge.directory, counsellor),
        link=knowledge.links.to_meeting(story.meeting_id),
    )
    return Ready(receiver, TELLINGS.to(notice.key.template, receiver.role), view)


def _cases(case_ids: Iterable[UUID], knowledge: Knowledge) -> list[KnownCase] | Waits:
    cases: list[KnownCase] = []
    for case_id in case_ids:
        case = knowledge.cases.get(case_id)
        if case:
            cases.append(case)
        elif not knowledge.patience.for_facts_over:
            return Waits(f"case:{case_id}")
    return cases


def _for_receiver(
    cases: list[KnownCase], *, version: MeetingVersion, receiver: Receiver, knowledge: Knowledge
) -> list[KnownCase]:
    """Of a session, which is for several schools, a participant reads of the cases of their own schools."""
    contact = knowledge.directory.get(receiver.contact_id)
    if not version.is_session or receiver.role in _RUN_CASES or contact is None:
        return cases
    return [case for case in cases if case.school is not None and contact.serves(case.school)]


def _agenda(
    notice: Notice,
    story: MeetingStory,
    knowledge: Knowledge,
    *,
    cases: list[KnownCase],
    receiver: Receiver,
    telling: Telling,
) -> Prepared:
    version = story.latest
    assert version, "what is prepared has a version"
    lines, agenda = [], story.agenda_at(version.sequence)
    begins = version.appointment.starts_at
    for item in agenda:
        case = knowledge.cases.get(item.case_id)
        if case is not None and case in cases:
            pupils = _pupils([case], telling.naming, knowledge, numbers_of=None)
            if isinstance(pupils, Waits):
                return pupils
            lines.append(AgendaLine(case.reference, begins, item.minutes, next(iter(pupils), None)))
        begins += timedelta(minutes=item.minutes)
    view = AgendaView(
        cases=tuple(lines),
        others=len(agenda) - len(lines),
        school=school_label(version.school, knowledge.directory),
        link=knowledge.links.to_meeting(story.meeting_id),
        appointment=version.appointment.naming(knowledge.directory.school_names),
        again=bool(notice.corrects),
    )
    return Ready(receiver, telling, view)


def _pupils(
    cases: list[KnownCase], naming: Naming, knowledge: Knowledge, *, numbers_of: str | None
) -> tuple[PupilLabel, ...] | Waits:
    """A meeting is called off when its case goes on at another school, whose number the participants never knew.

    ``numbers_of`` is the only school whose register numbers may be named; None for every school.
    """
    labels = []
    for case in cases:
        person = person_of(knowledge.persons, case.person_id)
        arrived = person if isinstance(person, Person) else None
        if arrived is None and naming is not Naming.NONE and not knowledge.patience.for_facts_over:
            return Waits(f"person:{person}")
        number = case.pupil if numbers_of in {None, case.school} else None
        school = school_label(case.school, knowledge.directory)
        labels.append(pupil_label(arrived, number=number, school=school, naming=naming))
    return tuple(label for label in labels if label)


def _view(
    notice: Notice,
    story: MeetingStory,
    knowledge: Knowledge,
    *,
    version: MeetingVersion,
    cases: list[KnownCase],
    pupils: tuple[PupilLabel, ...],
) -> MeetingView:
    """A cancellation tells of the appointment the participant knew of."""
    counsellor = knowledge.directory.contact_for(version.school, Role.COUNSELLOR, knowledge.today)
    is_off, before = _is_off(notice), _before(story, knowledge.earlier)
    names = knowledge.directory.school_names
    return MeetingView(
        references=tuple(case.reference for case in cases),
        school=school_label(version.school, knowledge.directory, counsellor),
        link=knowledge.links.to_meeting(story.meeting_id),
        pupils=pupils,
        appointment=(before if is_off and before else version.appointment).naming(names),
        before=before.naming(names) if before and not is_off else None,
        reply=None if is_off else knowledge.links.to_reply(story.meeting_id, notice.key.slot),
    )


def _is_off(notice: Notice) -> bool:
    return notice.key.template == MeetingTemplate.CANCELLED


def _before(story: MeetingStory, earlier: tuple[Notice, ...]) -> Appointment | None:
    return next((appointment for notice in earlier if (appointment := appointment_told(story, notice))), None)
