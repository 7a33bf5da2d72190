"""A notice about a meeting, made ready for a participant."""

from notifications.domain import receivers
from notifications.domain.known_case import KnownCase
from notifications.domain.labels import Appointment, CalendarEntry, PupilLabel
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
from notifications.domain.telling import Naming
from notifications.domain.vocabulary import Reason
from notifications.subjects.meeting.domain.decide import appointment_told
from notifications.subjects.meeting.domain.story import MeetingStory, MeetingVersion
from notifications.subjects.meeting.domain.tellings import TELLINGS
from notifications.subjects.meeting.domain.views import MeetingView
from notifications.subjects.meeting.domain.vocabulary import MeetingTemplate
from shared.domain.roles import Role
from shared.domain.school_year import SchoolYear

_ENTRY_WORDS = "zorgoverleg"


def needs(_notice: Notice, story: MeetingStory) -> Needs | None:
    """The school's contacts and the cases of the newest version; None if nothing has arrived."""
    latest = story.latest
    return Needs(school=latest.school, cases=frozenset(latest.case_ids)) if latest else None


def prepare(notice: Notice, story: MeetingStory, knowledge: Knowledge) -> Prepared:
    """Find the participant's address and what they may read. Nobody is invited to a school year that has ended.

    The newest version is what is written: a notice of an older version that still holds says the same.
    """
    version = story.latest
    if version is None:
        return Waits(f"meeting:{story.meeting_id}")
    if not notice.corrects and SchoolYear.of(version.appointment.starts_at.date()).ended(knowledge.today):
        return Void(Reason.SCHOOL_YEAR_ENDED)
    receiver = receivers.of_the_slot(notice, knowledge)
    if not isinstance(receiver, Receiver):
        return receiver
    cases = _cases(version, knowledge)
    if isinstance(cases, Waits):
        return cases
    telling = TELLINGS.to(notice.key.template, receiver.role)
    pupils = _pupils(cases, telling.naming, knowledge)
    if isinstance(pupils, Waits):
        return pupils
    link = knowledge.links.to_meeting(story.meeting_id)
    view = _view(
        notice, version, knowledge, cases=cases, pupils=pupils, link=link, before=_before(story, knowledge.earlier)
    )
    return Ready(receiver, telling, view, entry_of(version, view, cancelled=_is_off(notice)))


def entry_of(version: MeetingVersion, view: MeetingView, *, cancelled: bool) -> CalendarEntry:
    """The appointment for the participant's calendar."""
    return CalendarEntry(
        uid=version.ical_uid,
        sequence=version.ical_sequence,
        appointment=view.appointment,
        link=view.link,
        words=_ENTRY_WORDS,
        cancelled=cancelled,
    )


def _cases(version: MeetingVersion, knowledge: Knowledge) -> list[KnownCase] | Waits:
    cases: list[KnownCase] = []
    for case_id in version.case_ids:
        case = knowledge.cases.get(case_id)
        if case:
            cases.append(case)
        elif not knowledge.patience.for_facts_over:
            return Waits(f"case:{case_id}")
    return cases


def _pupils(cases: list[KnownCase], naming: Naming, knowledge: Knowledge) -> tuple[PupilLabel, ...] | Waits:
    labels = []
    for case in cases:
        person = person_of(knowledge.persons, case.person_id)
        arrived = person if isinstance(person, Person) else None
        if arrived is None and naming is not Naming.NONE and not knowledge.patience.for_facts_over:
            return Waits(f"person:{person}")
        labels.append(pupil_label(arrived, number=case.pupil, school=case.school, naming=naming))
    return tuple(label for label in labels if label)


def _view(
    notice: Notice,
    version: MeetingVersion,
    knowledge: Knowledge,
    *,
    cases: list[KnownCase],
    pupils: tuple[PupilLabel, ...],
    link: str,
    before: Appointment | None,
) -> MeetingView:
    """A cancellation tells of the appointment the participant knew of."""
    counsellor = knowledge.directory.contact_for(version.school, Role.COUNSELLOR, knowledge.today)
    is_off = _is_off(notice)
    return MeetingView(
        references=tuple(case.reference for case in cases),
        school=school_label(version.school, counsellor),
        link=link,
        pupils=pupils,
        appointment=before if is_off and before else version.appointment,
        before=None if is_off else before,
    )


def _is_off(notice: Notice) -> bool:
    return notice.key.template == MeetingTemplate.CANCELLED


def _before(story: MeetingStory, earlier: tuple[Notice, ...]) -> Appointment | None:
    return next((appointment for notice in earlier if (appointment := appointment_told(story, notice))), None)
