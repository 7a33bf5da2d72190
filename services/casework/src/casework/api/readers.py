"""Who may see which cases, and how much of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from casework.api.rights import ACTORS, RIGHTS, Notices
from casework.domain.case import Case
from casework.domain.notice import Notice
from casework.domain.person import Name
from casework.unit_of_work import CaseworkUnitOfWork
from shared.copies.contacts import visible_schools
from shared.domain.errors import NotFound
from shared.domain.roles import Role
from shared.runtime.http.principal import Principal


@dataclass(frozen=True, slots=True)
class Reader:
    """A caller as a reader: ``schools``, or types ``visible``, None means all."""

    principal: Principal
    schools: frozenset[str] | None
    visible: frozenset[str] | None

    @classmethod
    async def of(cls, principal: Principal, uow: CaseworkUnitOfWork, today: date) -> "Reader":
        """What a caller may see today."""
        visible = None if principal.is_any(*ACTORS) else uow.case_types.seen_by(principal.roles)
        return cls(principal, await visible_schools(principal, uow.directory, today), visible)

    @classmethod
    def acting(cls, principal: Principal) -> "Reader":
        """Whoever may change a case sees every school and every type."""
        return cls(principal, None, None)

    def may_know_of(self, case: Case) -> Case:
        """The case; raises NotFound for one the caller may not see, as if it were not there."""
        seen = self.schools is None or case.school in self.schools
        if not seen or (self.visible is not None and case.case_type.name not in self.visible):
            raise NotFound("case", case.case_id)
        return case

    @property
    def sees_whole_pupil(self) -> bool:
        """Whether the caller sees a pupil's family name and half days, beside the first name."""
        return any(RIGHTS[role].whole_pupil for role in self.principal.roles)

    def name(self, name: Name) -> Name:
        """As much of a name as the caller may see."""
        return name if self.sees_whole_pupil else Name(name.given_name, None)

    @property
    def seen_notices(self) -> frozenset[Notices]:
        """Which notices the roles of the caller may see."""
        return frozenset(RIGHTS[role].notices for role in self.principal.roles) - {Notices.NONE}

    def notices(self, notices: Sequence[Notice]) -> tuple[Notice, ...] | None:
        """The notices that the caller may see; None for a caller who may see no notices."""
        if not self.seen_notices:
            return None
        if Notices.ALL in self.seen_notices:
            return tuple(notices)
        return tuple(notice for notice in notices if self._got(notice))

    def _got(self, notice: Notice) -> bool:
        return notice.recipient_role is Role.CLB and notice.contact_id == self.principal.contact


@dataclass(frozen=True, slots=True)
class Shown:
    """What a reader sees of a case beside the case itself; ``notices`` is None for a reader who may see no notices."""

    name: Name
    class_name: str | None
    half_days: bool
    notices: tuple[Notice, ...] | None


async def shown_to(reader: Reader, uow: CaseworkUnitOfWork, cases: Sequence[Case]) -> dict[UUID, Shown]:
    """What the reader may see beside each of these cases, by case id."""
    case_ids = [case.case_id for case in cases]
    names = await uow.persons.names({case.person_id for case in cases})
    classes = await uow.case_lists.classes(case_ids, uow.clock.today())
    notices = await uow.timeline.notices(case_ids) if reader.seen_notices else {}
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
