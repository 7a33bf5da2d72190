"""Persons of attendance."""

from collections.abc import Sequence

from casework.application.erase_person import erase_person
from casework.application.keep_person import keep_person
from casework.application.merge_person import merge_person
from casework.domain.person import Enrolment, Person, Pupil
from casework.domain.terms import TermLengths
from casework.messaging.causes import handled
from casework.unit_of_work import CaseworkUnitOfWork
from shared.contracts import attendance_persons as contracts
from shared.copies.persons import erased_person
from shared.messaging import keys
from shared.messaging.keys import Key
from shared.messaging.parsing import Received
from shared.runtime.clock import Clock


def keys_of_person(changed: contracts.PersonChanged) -> Sequence[Key]:
    """The person, and the register numbers that cases and grounds may have."""
    return [keys.person(changed.person_id), *(keys.pupil(item.school, item.pupil) for item in changed.enrolments)]


async def on_person_changed(
    uow: CaseworkUnitOfWork, event: Received[contracts.PersonChanged], *, clock: Clock, lengths: TermLengths
) -> None:
    """A person's names and enrolments."""
    person = Person(
        person_id=event.data.person_id,
        sequence=event.envelope.version,
        given_name=event.data.given_name,
        family_name=event.data.family_name,
        birth_date=event.data.birth_date,
        enrolments=tuple(_enrolment(item) for item in event.data.enrolments),
    )
    await keep_person(uow, person, cause=handled(event.envelope, clock), clock=clock, lengths=lengths)


async def on_person_merged(
    uow: CaseworkUnitOfWork, event: Received[contracts.PersonMerged], *, clock: Clock, lengths: TermLengths
) -> None:
    """A person is another person now."""
    await merge_person(
        uow,
        event.data.person_id,
        into=event.data.merged_into,
        sequence=event.envelope.version,
        cause=handled(event.envelope, clock),
        clock=clock,
        lengths=lengths,
    )


async def on_person_erased(uow: CaseworkUnitOfWork, key: str, *, clock: Clock) -> None:
    """A person was erased."""
    await erase_person(uow, erased_person(key), clock=clock)


def _enrolment(item: contracts.Enrolment) -> Enrolment:
    pupil = Pupil(item.school, item.pupil)
    return Enrolment(pupil, item.level.value, item.valid_from, item.valid_until, item.class_)
