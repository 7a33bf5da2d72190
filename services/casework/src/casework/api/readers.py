"""Who may see which cases, and how much of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from casework.api.units import Unit
from casework.domain.case import Case
from casework.domain.notice import Notice
from casework.domain.person import Name
from shared.copies.contacts import visible_schools
from shared.domain.errors import NotFound
from shared.domain.roles import Role
from shared.runtime.http.principal import Principal

READERS = (Role.COUNSELLOR, Role.CLB, Role.YOUTH_COACH, Role.CASEWORKER, Role.COORDINATOR)
ACTORS = (Role.CASEWORKER, Role.COORDINATOR)


@dataclass(frozen=True, slots=True)
class Reader:
    """A caller as a reader: ``schools``, or types ``visible``, None means all."""

    principal: Principal
    schools: frozenset[str] | None
    visible: frozenset[str] | None

    @classmethod
    async def of(cls, principal: Principal, uow: Unit, today: date) -> "Reader":
        """What a caller may see today."""
        visible = None if principal.is_any(*ACTORS) else uow.case_types.seen_by(principal.roles)
        return cls(principal, await visible_schools(principal, uow.directory, today), visible)

    def may_know_of(self, case: Case) -> Case:
        """The case; raises NotFound for one the caller may not see, as if it were not there."""
        seen = self.schools is None or case.school in self.schools
        if not seen or (self.visible is not None and case.case_type.name not in self.visible):
            raise NotFound("case", case.case_id)
        return case

    @property
    def sees_whole_pupil(self) -> bool:
        """Whether the caller sees family name, half days and notices, which the youth coach does not."""
        return self.principal.is_any(*(set(READERS) - {Role.YOUTH_COACH}))

    def name(self, name: Name) -> Name:
        """As much of a name as the caller's roles may see: the youth coach knows a pupil by the first name."""
        return name if self.sees_whole_pupil else Name(name.given_name, None)

    def notices(self, notices: Sequence[Notice]) -> tuple[Notice, ...] | None:
        """The notices that the caller may see, None for none of them: the CLB sees those that it got itself."""
        if not self.sees_whole_pupil:
            return None
        if self.principal.is_any(Role.COUNSELLOR, *ACTORS):
            return tuple(notices)
        return tuple(notice for notice in notices if self._got(notice))

    def _got(self, notice: Notice) -> bool:
        return notice.recipient_role is Role.CLB and notice.contact_id == self.principal.contact


@dataclass(frozen=True, slots=True)
class Shown:
    """What a reader sees of a case beside the case itself; ``notices`` is None where none may be seen."""

    name: Name
    class_name: str | None
    half_days: bool
    notices: tuple[Notice, ...] | None


async def shown_to(reader: Reader, uow: Unit, cases: Sequence[Case]) -> dict[UUID, Shown]:
    """What the reader may see beside each of these cases, by case id."""
    case_ids = [case.case_id for case in cases]
    names = await uow.persons.names({case.person_id for case in cases})
    classes = await uow.case_lists.classes(case_ids, uow.clock.today())
    notices = await uow.timeline.notices(case_ids) if reader.sees_whole_pupil else {}
    return {
        case.case_id: Shown(
            name=reader.name(names[case.person_id]),
            class_name=classes.get(case.case_id),
            half_days=reader.sees_whole_pupil,
            notices=reader.notices(notices.get(case.case_id, ())),
        )
        for case in cases
    }


def actor(principal: Principal) -> str:
    """How the timeline names a caller: by contact id, else by the token's subject."""
    return principal.contact or principal.subject
