"""Papers (*papieren*) that are made of a case: what a kind of paper says of itself, and which papers were made."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from casework.domain.case import Case
from casework.domain.states import Status
from casework.domain.timeline import Cause, Entry
from shared.domain.errors import Conflict, InvalidField, NotFound
from shared.domain.roles import Role

PAPER_MADE = "paper-made"
"""The kind of the entry in the timeline that tells of a paper."""

Content = Mapping[str, object]
"""What a paper says, as JSON has it."""


class PaperField(StrEnum):
    """What can be typed when a paper is made, by the name of its field."""

    ADDRESS = "address"
    NEXT_STEP = "next_step"
    ON = "on"
    REMARK = "remark"
    THEIR_REFERENCE = "their_reference"


class NextStep(StrEnum):
    """What parents are told that happens now."""

    CONTACT_US = "contact-us"
    """They are asked to get in touch."""
    WE_CALL = "we-call"
    """The municipality calls them."""
    TALK = "talk"
    """They are invited to a talk."""
    CARE_MEETING = "care-meeting"
    """The school and the CLB discuss the absences in a care meeting."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PaperKind:
    """A kind of paper: the cases that it can be made from, by which roles, and what it may hold.

    ``audiences`` are the roles that the paper can be for; empty for a kind that is for nobody of the system.
    ``basis`` says where its text comes from. ``kept`` papers hold what was typed, and are kept under their own term.
    """

    name: str
    version: int
    case_types: frozenset[str]
    states: frozenset[Status]
    made_by: frozenset[Role]
    audiences: tuple[Role, ...]
    required: tuple[PaperField, ...]
    optional: tuple[PaperField, ...]
    basis: str
    kept: bool

    @property
    def fields(self) -> tuple[PaperField, ...]:
        """What can be typed, what is required in front."""
        return (*self.required, *self.optional)

    def is_of(self, case: Case) -> bool:
        """Whether it can be made of cases of this type."""
        return case.case_type.name in self.case_types

    def fits(self, case: Case) -> bool:
        """Whether it can be made of the case as it stands."""
        return self.is_of(case) and case.status in self.states and case.merged_into is None

    def audiences_for(self, case: Case) -> tuple[Role, ...]:
        """The roles that a paper of this case can be for: those that may know of it."""
        return tuple(role for role in self.audiences if role in case.case_type.seen_by)

    def check(self, case: Case, audience: Role | None, typed: Collection[PaperField]) -> None:
        """Raise NotFound for another type of case, Conflict in another state, InvalidField for what does not fit."""
        if not self.is_of(case):
            raise NotFound(f"paper of a case of type {case.case_type}", self.name)
        if not self.fits(case):
            expected = ", ".join(status for status in Status if status in self.states)
            raise Conflict(f"{self.name} is not made in state {case.status}: expected one of {expected}")
        self._check_audience(case, audience)
        for field in self.required:
            if field not in typed:
                raise InvalidField(field, f"is required for {self.name}")
        for field in typed:
            if field not in self.fields:
                raise InvalidField(field, f"is no part of {self.name}")

    def _check_audience(self, case: Case, audience: Role | None) -> None:
        allowed = self.audiences_for(case)
        if audience is None and self.audiences:
            raise InvalidField("for", f"is required for {self.name}: {', '.join(allowed) or 'nobody'}")
        if audience is not None and audience not in allowed:
            raise InvalidField("for", f"is none of whoever {self.name} can be for: {', '.join(allowed) or 'nobody'}")


class PaperKinds:
    """All kinds of paper there are, by name."""

    def __init__(self, kinds: Sequence[PaperKind]) -> None:
        """Raises ValueError when two kinds have one name."""
        self._kinds = {kind.name: kind for kind in kinds}
        if len(self._kinds) < len(kinds):
            raise ValueError("two kinds of paper have the same name")

    def __getitem__(self, name: str) -> PaperKind:
        """The kind of this name. Raises NotFound."""
        if name not in self._kinds:
            raise NotFound("kind of paper")
        return self._kinds[name]

    @property
    def makers(self) -> tuple[Role, ...]:
        """The roles that can make a paper of any kind."""
        return tuple(sorted({role for kind in self._kinds.values() for role in kind.made_by}))

    def of(self, case: Case, roles: Collection[Role]) -> tuple[PaperKind, ...]:
        """The kinds that somebody with these roles can make of the case as it stands."""
        kinds = (kind for kind in self._kinds.values() if kind.fits(case) and not kind.made_by.isdisjoint(roles))
        return tuple(kind for kind in kinds if not kind.audiences or kind.audiences_for(case))


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as it is made: what it is, and what it says."""

    paper_id: UUID
    kind: PaperKind
    version: int
    audience: Role | None
    content: Content

    def entry(self, cause: Cause) -> Entry:
        """What the timeline tells of it: nothing that was typed."""
        return Entry.of(
            PAPER_MADE,
            cause,
            paper=self.kind.name,
            paper_id=self.paper_id,
            paper_version=self.version,
            recipient_role=self.audience,
        )


@dataclass(frozen=True, slots=True)
class Letter:
    """A paper that is kept, with an address that was typed; ``keep_until`` is the last day on which it is kept."""

    paper_id: UUID
    kind: str
    version: int
    content: Content
    keep_until: date


@dataclass(frozen=True, slots=True)
class MadePaper:
    """A paper that was made; ``kept_until`` is None for a paper that is not kept, or no longer."""

    paper_id: UUID
    kind: str
    version: int
    at: datetime
    by: str
    audience: Role | None
    kept_until: date | None

    @classmethod
    def told(cls, entry: Entry, kept_until: Mapping[UUID, date]) -> "MadePaper":
        """The paper that an entry of the timeline tells of."""
        paper_id = UUID(str(entry.facts["paper_id"]))
        role = entry.facts.get("recipient_role")
        return cls(
            paper_id,
            kind=str(entry.facts["paper"]),
            version=int(str(entry.facts["paper_version"])),
            at=entry.at,
            by=entry.by,
            audience=Role(str(role)) if role else None,
            kept_until=kept_until.get(paper_id),
        )
