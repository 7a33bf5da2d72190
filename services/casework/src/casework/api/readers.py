"""Who may see which cases, and how much of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from casework.api.rights import ACTORS, RIGHTS, Deed, Notices, Reach, reach
from casework.application.work_of import work_of
from casework.domain.case import Case
from casework.domain.case_file import ContactAttempts
from casework.domain.case_moves import hindrances_of
from casework.domain.case_type import CaseType
from casework.domain.lists import ReadNotes, Search, Seen, Showable
from casework.domain.note import Note, SeenNote
from casework.domain.notice import ShownNotice
from casework.domain.person import Name
from casework.domain.states import Action, Status, allowed_from
from casework.unit_of_work import CaseworkUnitOfWork
from shared.copies.contacts import visible_schools
from shared.domain.errors import NotFound
from shared.domain.roles import Role
from shared.runtime.http.principal import Principal
from shared.runtime.http.problems import Problem


@dataclass(frozen=True, slots=True)
class Reader:
    """A caller as a reader: the ``schools`` (None: all), and the cases ``seen`` (None: all)."""

    principal: Principal
    schools: frozenset[str] | None
    seen: Seen | None

    @classmethod
    async def of(cls, principal: Principal, uow: CaseworkUnitOfWork, today: date) -> "Reader":
        """What a caller may see today."""
        if principal.is_any(*ACTORS):
            return cls(principal, None, None)
        schools = await visible_schools(principal, uow.directory, today)
        types, roles = uow.case_types, principal.roles
        given_types = types.acted_on_by(roles)
        given_to = await _given_to(principal, uow) if given_types else frozenset[str]()
        return cls(principal, schools, Seen(types.seen_by(roles), schools, given_to, given_types))

    def may(self, deed: Action | Deed, case: Case) -> bool:
        """Whether the table of rights lets the caller do this with the case, whatever its state."""
        return _is_reached(self.principal.roles, deed, case.case_type, place=self._place(case))

    def may_know_of(self, case: Case) -> Case:
        """The case; raises NotFound for one the caller may not see, as if it were not there."""
        if not self.may(Deed.READ, case):
            raise NotFound("case", case.case_id)
        return case

    def require(self, deed: Action | Deed, case: Case) -> Case:
        """The case; raises NotFound as above, and Problem (403) when the caller may not do this with it."""
        if not self.may(deed, self.may_know_of(case)) or self._asked_for(deed, case):
            raise Problem("forbidden")
        return case

    def actions(self, case: Case) -> tuple[Action, ...]:
        """What the caller can do to the case as it stands. A second meeting can't be asked for."""
        return _possible(
            self.principal.roles,
            case.case_type,
            self._place(case),
            status=case.status,
            closure_asked=case.closure is not None,
            may_approve=not self._asked_for(Action.APPROVE, case),
            has_meeting=any(meeting.is_coming for meeting in case.meetings),
        )

    def _place(self, case: Case) -> Reach:
        """How the caller comes to the case: by its school, or because the caller was given it or stands in."""
        is_own = self.schools is None or case.school in self.schools
        is_given = self.seen is not None and case.assignee in self.seen.given_to
        return _PLACES[is_own, is_given]

    def _asked_for(self, deed: Action | Deed, case: Case) -> bool:
        """Whether the caller would approve of what the caller asked for."""
        if deed is not Action.APPROVE or case.closure is None:
            return False
        return case.closure.asked_by in {self.principal.contact, self.principal.subject}

    @property
    def names(self) -> frozenset[str]:
        """How the caller is named: by contact id, and by the token's subject."""
        return names_of(self.principal)

    def seen_note(self, note: Note, case: Case) -> SeenNote:
        """A note of a case that the caller may read, as far as the note is for the caller."""
        return note.seen_by(self.names, acts=self.may(Deed.FILE, case))

    def search(self, words: tuple[str, ...]) -> Search:
        """Cases with these words, in what the caller may see of them."""
        if self.seen is None:
            notes = ReadNotes(self.names, acts=True)
        else:
            notes = ReadNotes(self.names, False, self.seen.given_to, self.seen.given_types)
        return Search(words, self.sees_whole_pupil, notes)

    @property
    def sees_whole_pupil(self) -> bool:
        """Whether the caller sees a pupil's family name and half days, beside the first name."""
        return _sees_whole_pupil(self.principal.roles)

    def name(self, name: Name) -> Name:
        """As much of a name as the caller may see."""
        return name if self.sees_whole_pupil else Name(name.given_name, None)

    @property
    def seen_notices(self) -> frozenset[Notices]:
        """Which notices the roles of the caller may see."""
        return _seen_notices(self.principal.roles)

    def notices(self, notices: Sequence[ShownNotice]) -> tuple[ShownNotice, ...] | None:
        """The notices that the caller may see; None for a caller who may see no notices."""
        seen = self.seen_notices
        if not seen:
            return None
        if Notices.ALL in seen:
            return tuple(notices)
        return tuple(notice for notice in notices if self._got(notice))

    def _got(self, notice: ShownNotice) -> bool:
        return notice.recipient_role is Role.CLB and notice.contact_id == self.principal.contact


async def _given_to(principal: Principal, uow: CaseworkUnitOfWork) -> frozenset[str]:
    """The contact of the caller, and all names of absent people that the caller stands in for today."""
    if principal.contact is None:
        return frozenset()
    work = await work_of(uow, names_of(principal), clock=uow.clock)
    return work.as_deputy | {principal.contact}


@dataclass(frozen=True, slots=True)
class Shown:
    """What a reader sees of a case beside the case itself, and can do to it now.

    ``notices`` is None for a reader who may see no notices.
    """

    name: Name
    school_name: str | None
    """The name of the school of the case; None where the directory does not say it."""
    class_name: str | None
    half_days: bool
    notices: tuple[ShownNotice, ...] | None
    file: bool
    """Whether the reader sees what was added to the case: its file, and its assessment."""
    actions: tuple[Action, ...]
    attempts: Sequence[ContactAttempts] = ()
    """The contacts with each party, counted; empty for who does not see the file."""


async def shown_to(reader: Reader, uow: CaseworkUnitOfWork, cases: Sequence[Case]) -> dict[UUID, Shown]:
    """What the reader may see beside each of these cases, by case id."""
    return shown_beside(reader, cases, await uow.showables.beside(cases, uow.clock.today()))


def shown_beside(reader: Reader, cases: Sequence[Case], beside: Mapping[UUID, Showable]) -> dict[UUID, Shown]:
    """What the reader may see of what can be shown ``beside`` these cases, by case id."""
    return {case.case_id: _shown(reader, case, beside[case.case_id]) for case in cases}


def _shown(reader: Reader, case: Case, beside: Showable) -> Shown:
    with_file = reader.may(Deed.FILE, case)
    return Shown(
        name=reader.name(beside.name),
        school_name=beside.school_name,
        class_name=beside.class_name,
        half_days=reader.sees_whole_pupil,
        notices=reader.notices(beside.notices),
        file=with_file,
        actions=reader.actions(case),
        attempts=beside.attempts if with_file else (),
    )


_PLACES = {
    (False, False): Reach.NOTHING,
    (False, True): Reach.GIVEN,
    (True, False): Reach.OWN,
    (True, True): Reach.OWN | Reach.GIVEN,
}
"""How a caller comes to a case of the own schools or not, that was given to the caller or not."""


@lru_cache(maxsize=256)
def _sees_whole_pupil(roles: frozenset[Role]) -> bool:
    return any(RIGHTS[role].whole_pupil for role in roles)


@lru_cache(maxsize=256)
def _seen_notices(roles: frozenset[Role]) -> frozenset[Notices]:
    return frozenset(RIGHTS[role].notices for role in roles) - {Notices.NONE}


@lru_cache(maxsize=4096)  # asked for each case of a list
def _is_reached(roles: frozenset[Role], deed: Action | Deed, case_type: CaseType, *, place: Reach) -> bool:
    """Whether the table of rights lets these roles do this with a case that they come to in this way."""
    cells = (reach(role, deed, case_type) for role in roles)
    return any(Reach.ALL in cell or bool(cell & place) for cell in cells)


@lru_cache(maxsize=4096)
def _possible(
    roles: frozenset[Role],
    case_type: CaseType,
    place: Reach,
    *,
    status: Status,
    closure_asked: bool,
    may_approve: bool,
    has_meeting: bool,
) -> tuple[Action, ...]:
    """What these roles can do to a case in this state that they come to in this way."""
    without = set(hindrances_of(case_type, closure_asked=closure_asked))
    if not may_approve:
        without.add(Action.APPROVE)
    if has_meeting:
        without.add(Action.REQUEST_MEETING)
    actions = map(Action, allowed_from(status, without=without))
    return tuple(action for action in actions if _is_reached(roles, action, case_type, place=place))


def names_of(principal: Principal) -> frozenset[str]:
    """How a caller is named: by contact id, and by the token's subject."""
    return frozenset(filter(None, (principal.contact, principal.subject)))


def actor(principal: Principal) -> str:
    """How the timeline names a caller: by contact id, else by the token's subject."""
    return principal.contact or principal.subject
