"""A notice about a meeting, made ready for a participant."""

from notifications.domain.case_story import CaseNews
from notifications.domain.meeting_notices import appointment_told
from notifications.domain.meeting_story import Appointment, MeetingStory, MeetingVersion
from notifications.domain.naming import NAMING_IN_MEETINGS, Naming, pupil_label, school_label
from notifications.domain.notice import Notice
from notifications.domain.persons import Person, person_of
from notifications.domain.preparation import (
    Knowledge,
    Prepared,
    Ready,
    Receiver,
    Undeliverable,
    Void,
    Waits,
    reach,
)
from notifications.domain.views import MeetingView, PupilLabel
from notifications.domain.vocabulary import Reason, Template
from shared.domain.roles import Role
from shared.domain.school_year import SchoolYear


def prepare_meeting_notice(notice: Notice, story: MeetingStory, known: Knowledge) -> Prepared:
    """Find the participant's address and what they may read. Nobody is invited to a school year that has ended.

    The newest version is what is written: a notice of an older one that still holds says the same.
    """
    version = story.latest
    if version is None:
        return Waits(f"meeting:{story.meeting_id}")
    if not notice.corrects and SchoolYear.of(version.appointment.starts_at.date()).ended(known.today):
        return Void(Reason.SCHOOL_YEAR_ENDED)
    receiver = _receiver(notice, known)
    if not isinstance(receiver, Receiver):
        return receiver
    cases = _cases(version, known)
    if isinstance(cases, Waits):
        return cases
    pupils = _pupils(cases, NAMING_IN_MEETINGS.get(notice.role, Naming.NONE), known)
    if isinstance(pupils, Waits):
        return pupils
    return Ready(receiver, _view(notice, story, version, known, cases, pupils))


def _receiver(notice: Notice, known: Knowledge) -> Receiver | Waits | Undeliverable:
    contact_id = notice.key.slot
    contact = known.directory.get(contact_id)
    if contact:
        return reach(contact, notice.role)
    if known.patience.for_facts_over:
        return Undeliverable(contact_id, notice.role, Reason.UNKNOWN_CONTACT)
    return Waits(f"contact:{contact_id}")


def _cases(version: MeetingVersion, known: Knowledge) -> list[CaseNews] | Waits:
    cases: list[CaseNews] = []
    for case_id in version.case_ids:
        story = known.cases.get(case_id)
        if story and story.latest:
            cases.append(story.latest)
        elif not known.patience.for_facts_over:
            return Waits(f"case:{case_id}")
    return cases


def _pupils(cases: list[CaseNews], naming: Naming, known: Knowledge) -> tuple[PupilLabel, ...] | Waits:
    labels = []
    for case in cases:
        found = person_of(known.persons, case.person_id)
        person = found if isinstance(found, Person) else None
        if person is None and naming is not Naming.NONE and not known.patience.for_facts_over:
            return Waits(f"person:{found}")
        labels.append(pupil_label(person, case.pupil, case.school, naming))
    return tuple(label for label in labels if label)


def _view(
    notice: Notice,
    story: MeetingStory,
    version: MeetingVersion,
    known: Knowledge,
    cases: list[CaseNews],
    pupils: tuple[PupilLabel, ...],
) -> MeetingView:
    """A cancellation tells of the appointment the participant knew of."""
    before = _before(story, known.earlier)
    cancelled = notice.key.template is Template.MEETING_CANCELLED
    counsellor = known.directory.contact_for(version.school, Role.COUNSELLOR, known.today)
    return MeetingView(
        references=tuple(case.reference for case in cases),
        school=school_label(version.school, counsellor),
        link=known.links.meeting(story.meeting_id),
        pupils=pupils,
        appointment=before if cancelled and before else version.appointment,
        before=None if cancelled else before,
        ical_uid=version.ical_uid,
        ical_sequence=version.ical_sequence,
    )


def _before(story: MeetingStory, earlier: tuple[Notice, ...]) -> Appointment | None:
    return next((told for notice in earlier if (told := appointment_told(story, notice))), None)
