"""Who may see which cases, and how much of a pupil's name."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from casework.api.units import Unit
from casework.domain.case import Case
from casework.domain.person import Name
from casework.domain.vocabulary import CaseType
from shared.domain.errors import NotFound
from shared.domain.roles import Role
from shared.runtime.directory import visible_schools
from shared.runtime.http.principal import Principal

READERS = (Role.COUNSELLOR, Role.CLB, Role.YOUTH_COACH, Role.CASEWORKER, Role.COORDINATOR)
ACTORS = (Role.CASEWORKER, Role.COORDINATOR)


@dataclass(frozen=True, slots=True)
class Reader:
    """A caller as a reader: ``schools`` None means all."""

    principal: Principal
    schools: frozenset[str] | None

    @classmethod
    async def of(cls, principal: Principal, uow: Unit, today: date) -> "Reader":
        """What a caller may see today."""
        return cls(principal, await visible_schools(principal, uow.directory, today))

    @property
    def visible(self) -> frozenset[CaseType]:
        """The types of case the caller's roles may see: whose child is at no school is the municipality's to know."""
        return frozenset(CaseType) if self.principal.is_any(*ACTORS) else frozenset({CaseType.TRUANCY})

    def may_know_of(self, case: Case) -> Case:
        """The case; raises NotFound for one the caller may not see, as if it were not there."""
        seen = self.schools is None or case.school in self.schools
        if not seen or case.case_type not in self.visible:
            raise NotFound("case", case.case_id)
        return case

    def shown(self, name: Name) -> Name:
        """As much of a name as the caller's roles may see: the youth coach knows a pupil by the first name."""
        if self.principal.is_any(*(set(READERS) - {Role.YOUTH_COACH})):
            return name
        return Name(name.given_name, None)


async def names_for(reader: Reader, uow: Unit, cases: list[Case]) -> dict[UUID, Name]:
    """The names of the persons of cases, as the reader may see them."""
    names = await uow.persons.names({case.person_id for case in cases})
    return {person_id: reader.shown(name) for person_id, name in names.items()}


def actor(principal: Principal) -> str:
    """How the timeline names a caller: by contact id, else by the token's subject."""
    return principal.contact or principal.subject
