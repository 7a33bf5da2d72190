"""Persons of attendance."""

from uuid import UUID

from casework.application.follow_persons import FollowPersons
from casework.application.ports import CaseworkUnit
from casework.domain.person import Enrolment, Person, Pupil
from casework.messaging.causes import handled
from shared.contracts import attendance_persons as contracts
from shared.messaging.errors import InvalidEvent
from shared.messaging.parsing import Received
from shared.runtime.clock import Clock


class PersonEvents:
    """Hands persons to the use case."""

    def __init__(self, persons: FollowPersons, clock: Clock) -> None:
        self._persons = persons
        self._clock = clock

    async def changed(self, uow: CaseworkUnit, event: Received[contracts.PersonChanged]) -> None:
        told = Person(
            person_id=event.data.person_id,
            sequence=event.envelope.version,
            given_name=event.data.given_name,
            family_name=event.data.family_name,
            enrolments=tuple(_enrolment(item) for item in event.data.enrolments),
        )
        await self._persons.changed(uow, told, handled(event.envelope, self._clock))

    async def merged(self, uow: CaseworkUnit, event: Received[contracts.PersonMerged]) -> None:
        person_id, into = event.data.person_id, event.data.merged_into
        await self._persons.merged(uow, person_id, into, event.envelope.version, handled(event.envelope, self._clock))

    async def erased(self, uow: CaseworkUnit, key: str) -> None:
        try:
            person_id = UUID(key)
        except ValueError:
            raise InvalidEvent("key", "expected a person id") from None
        await self._persons.erased(uow, person_id)


def _enrolment(item: contracts.Enrolment) -> Enrolment:
    pupil = Pupil(item.school, item.pupil)
    return Enrolment(pupil, item.level.value, item.valid_from, item.valid_until, item.class_)
