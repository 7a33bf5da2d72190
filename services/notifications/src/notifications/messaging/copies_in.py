"""Names and addresses come in: kept here, because whoever has to write a name keeps its own copy."""

from functools import partial

from notifications.application.clocks import Clocks
from notifications.application.erase_person import erase_person
from notifications.application.keep_person import keep_person
from notifications.application.merge_person import merge_person
from notifications.application.release_contact import release_contact
from notifications.application.subject import Subjects
from notifications.domain.persons import Enrolment, Person
from notifications.unit_of_work import NotificationsUnitOfWork
from shared.contracts import attendance_calendars, attendance_persons, consultation_directory
from shared.contracts.attendance_calendars import CalendarChanged
from shared.contracts.attendance_persons import PersonChanged, PersonMerged
from shared.contracts.consultation_directory import ContactChanged, OrganisationChanged
from shared.copies import contacts, school_names
from shared.copies.calendars import keys_of_calendar, on_calendar_changed
from shared.copies.persons import erased_person, keys_of_erased
from shared.messaging import keys
from shared.messaging.keys import Key
from shared.messaging.parsing import Received
from shared.messaging.subscriptions import Subscription, on

Unit = NotificationsUnitOfWork

CALENDARS: Subscription[Unit] = Subscription(
    attendance_calendars.TOPIC, (on(CalendarChanged, on_calendar_changed, keys=keys_of_calendar),)
)
"""Schools' calendars, for whoever lets notices wait for a school day."""


async def on_person_changed(uow: Unit, event: Received[PersonChanged], *, clocks: Clocks) -> None:
    """A person's names and enrolments."""
    await keep_person(uow, _person(event.data), sequence=event.envelope.version, real_now=clocks.real_now())


async def on_person_merged(uow: Unit, event: Received[PersonMerged], *, clocks: Clocks, subjects: Subjects) -> None:
    """A person is another person now."""
    await merge_person(
        uow,
        event.data.person_id,
        merged_into=event.data.merged_into,
        sequence=event.envelope.version,
        subjects=subjects,
        real_now=clocks.real_now(),
    )


async def on_person_erased(uow: Unit, key: str, *, clocks: Clocks, subjects: Subjects) -> None:
    """A person was erased."""
    await erase_person(uow, erased_person(key), subjects=subjects, real_now=clocks.real_now())


async def on_contact_changed(uow: Unit, event: Received[ContactChanged], *, clocks: Clocks) -> None:
    """A contact of the directory. Notices go to a new address, also of a contact who got none before."""
    data = event.data
    if await uow.suppressions.lift_for_new_address(data.contact_id, data.email, event.envelope.version):
        uow.log("suppression.lifted", outcome="new-address")
    await contacts.on_contact_changed(uow, event)
    if data.organisation_id:
        uow.posts.note_employer(data.contact_id, data.organisation_id, event.envelope.version)
    await release_contact(uow, event.data.contact_id, real_now=clocks.real_now())


async def on_organisation_changed(uow: Unit, event: Received[OrganisationChanged]) -> None:
    """What a school is called, and where post of an organisation goes."""
    await school_names.on_organisation_changed(uow, event)
    data = event.data
    uow.posts.note_address(
        data.organisation_id,
        name=data.name,
        street=data.street,
        postcode=data.postcode,
        municipality=data.municipality,
        sequence=event.envelope.version,
    )


def subscriptions(clocks: Clocks, subjects: Subjects) -> list[Subscription[NotificationsUnitOfWork]]:
    """The topics and what handles them."""
    on_contact = partial(on_contact_changed, clocks=clocks)
    on_changed = partial(on_person_changed, clocks=clocks)
    on_merged = partial(on_person_merged, clocks=clocks, subjects=subjects)
    return [
        Subscription(
            consultation_directory.TOPIC,
            (
                on(ContactChanged, on_contact, keys=contacts.keys_of_contact),
                on(OrganisationChanged, on_organisation_changed, keys=school_names.keys_of_organisation),
            ),
        ),
        Subscription(
            attendance_persons.TOPIC,
            (
                on(PersonChanged, on_changed, keys=_person_itself),
                on(PersonMerged, on_merged, keys=_both_persons),
            ),
            on_tombstone=partial(on_person_erased, clocks=clocks, subjects=subjects),
            tombstone_keys=keys_of_erased,
        ),
    ]


def _person_itself(event: PersonChanged) -> tuple[Key, ...]:
    return (keys.person(event.person_id),)


def _both_persons(event: PersonMerged) -> tuple[Key, ...]:
    return (keys.person(event.person_id), keys.person(event.merged_into))


def _person(data: PersonChanged) -> Person:
    """The copy of a person: no more than mails need."""
    return Person(
        person_id=data.person_id,
        given_name=data.given_name,
        family_name=data.family_name,
        enrolments=tuple(Enrolment(at.school, at.pupil, at.class_, at.valid_from) for at in data.enrolments),
    )
