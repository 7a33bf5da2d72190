"""A notice about an early signal, made ready for its receiver."""

from notifications.domain import receivers
from notifications.domain.naming import pupil_label, school_label
from notifications.domain.notice import Notice
from notifications.domain.persons import Person, person_of
from notifications.domain.preparation import Knowledge, Needs, Prepared, Ready, Receiver, Void, Waits
from notifications.domain.telling import Naming
from notifications.domain.vocabulary import Reason
from notifications.subjects.early_signal.domain.story import EarlySignal, EarlySignalStory
from notifications.subjects.early_signal.domain.tellings import TELLINGS
from notifications.subjects.early_signal.domain.views import EarlySignalForSchool


def needs(_notice: Notice, story: EarlySignalStory) -> Needs | None:
    """The pupil, and the contacts of the school; None if nothing is kept of the signal."""
    signal = story.signal
    return Needs(school=signal.school, persons=frozenset({signal.person_id})) if signal else None


def prepare(notice: Notice, story: EarlySignalStory, knowledge: Knowledge) -> Prepared:
    """Find the school's counsellor and what they may read. Of a school year that has ended nobody is told."""
    signal = story.signal
    if signal is None:
        return Void(Reason.PERSON_ERASED)
    if signal.school_year.ended(knowledge.today):
        return Void(Reason.SCHOOL_YEAR_ENDED)
    telling = TELLINGS.to(notice.key.template, notice.role)
    receiver = receivers.of_the_role(notice, signal.school, knowledge, stood_in=telling.stood_in)
    if not isinstance(receiver, Receiver):
        return receiver
    person = person_of(knowledge.persons, signal.person_id)
    if not isinstance(person, Person) and not knowledge.patience.for_facts_over:
        return Waits(f"person:{person}")
    view = _view(signal, person if isinstance(person, Person) else None, knowledge, naming=telling.naming)
    return Ready(receiver, telling, view) if view else Void(Reason.PERSON_ERASED)


def _view(
    signal: EarlySignal, person: Person | None, knowledge: Knowledge, *, naming: Naming
) -> EarlySignalForSchool | None:
    school = school_label(signal.school, knowledge.directory)
    pupil = pupil_label(person, number=signal.pupil, school=school, naming=naming)
    if pupil is None:
        return None
    return EarlySignalForSchool(
        pupil=pupil,
        class_name=person.class_at(signal.school, signal.pupil, knowledge.today) if person else None,
        school=school,
        kind=signal.kind,
        period_from=signal.period_from,
        period_until=signal.period_until,
        pupil_page=knowledge.links.to_pupil(signal.school, signal.pupil),
    )
