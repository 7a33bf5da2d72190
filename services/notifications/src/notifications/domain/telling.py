"""What is told to which receiver, as one table for each subject: who gets what, and nothing beside it."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import Enum, StrEnum, auto

from notifications.domain.agreements import NOTHING_AGREED, Agreed, Agreement
from notifications.domain.vocabulary import Channel
from shared.domain.roles import Role


class Why(StrEnum):
    """Why a receiver is told."""

    INVOLVED_BY_LAW = "involved-by-law"
    """A school involves its centre for pupil guidance (CLB) from five problematic half days on (AGODI)."""
    SUPPORTS_PUPILS = "supports-pupils"
    """The receiver supports pupils of the school."""
    STANDS_IN = "stands-in"
    """The directory has no contact of the role that has to be told."""
    WAS_TOLD = "was-told"
    """The receiver was told earlier of what no longer holds."""
    TAKES_PART = "takes-part"
    """The receiver takes part in the meeting."""
    COORDINATES = "coordinates"
    """The receiver coordinates the local policy, and sees to what nobody else can go on with."""
    HAS_CASE = "has-case"
    """The receiver has the case."""


class Basis(StrEnum):
    """What a receiver is told on the ground of."""

    LAW = "law"
    """A school has to involve its centre for pupil guidance (CLB) from five problematic half days on (AGODI)."""
    LOCAL_AGREEMENT = "local-agreement"
    """What the municipality agreed with its partners; no page of the Flemish government says it."""


class Purpose(StrEnum):
    """What a receiver is told for."""

    GUIDE = "guide"
    """To help the pupil attend school again."""
    HAND_ON = "hand-on"
    """To find who has to be told instead."""
    END = "end"
    """To stop working on what is over, or on what did not hold."""
    MEET = "meet"
    """To come to the meeting, prepared."""
    FIND_TIME = "find-time"
    """To see to a meeting for which no time is found."""
    WORK = "work"
    """To do in time what the case asks for."""
    KNOW = "know"
    """To know what became of it."""


class Urgency(StrEnum):
    """How soon it has to be told."""

    AT_ONCE = "at-once"
    CAN_WAIT = "can-wait"
    """At once too, unless the municipality set hours for what can wait."""
    IN_DIGEST = "in-digest"
    """With the other notices of the day to the same receiver, in one message."""

    @property
    def can_wait(self) -> bool:
        """Whether it need not go at once."""
        return self is not Urgency.AT_ONCE


class Pupils(StrEnum):
    """Whose cases a row is for, by the level of education."""

    ALL = "all"
    NOT_YOUNGER = "not-younger"
    """Of secondary school, and whose level is not known."""
    SECONDARY = "secondary"
    """Of secondary school. What arrived before 1 December 2026 does not say a level, so that nobody is told late."""
    YOUNGER = "younger"
    """Of nursery and primary school."""

    def include(self, level_of_education: str | None) -> bool:
        """Whether a pupil of this level is meant; None for a level that is not known."""
        match self:
            case Pupils.ALL:
                return True
            case Pupils.NOT_YOUNGER:
                return level_of_education in {_SECONDARY, None}
            case Pupils.SECONDARY:
                return level_of_education == _SECONDARY
            case Pupils.YOUNGER:
                return level_of_education not in {_SECONDARY, None}


_SECONDARY = "secundair"


class Naming(Enum):
    """How much of a pupil's name a receiver may read."""

    FULL = auto()
    FIRST = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class Telling:
    """One row: a reader of a template, the reason, and the only fields that the notice can show.

    ``role`` is the reader's; None stands for every reader whose role has no row of its own.
    ``view`` is the type that is made for the reader, and ``shown`` are its fields that a text reaches. ``text`` is the
    file of the words, in ``templates/<template>/<version>/``. ``acknowledged``: the reader is asked to answer.
    ``corrected_by`` is the template that takes it back, if anything does. ``stood_in``: the coordinator is told where
    the school has no contact of the role. ``agreed``: a row of an agreement, which nobody reads without it.
    ``held_by`` are agreements by which the reader is told later. Raises ValueError for a field that the view has not.
    """

    template: str
    role: Role | None
    why: Why
    purpose: Purpose
    view: type
    shown: tuple[str, ...]
    text: str
    basis: Basis = Basis.LOCAL_AGREEMENT
    naming: Naming = Naming.NONE
    pupils: Pupils = Pupils.ALL
    urgency: Urgency = Urgency.AT_ONCE
    acknowledged: bool = False
    corrected_by: str | None = None
    stood_in: bool = True
    version: int = 1
    channel: str = Channel.EMAIL
    agreed: Agreement | None = None
    held_by: tuple[Agreement, ...] = ()

    def __post_init__(self) -> None:
        if strange := set(self.shown) - {field.name for field in fields(self.view)}:
            raise ValueError(f"{self.view.__name__} has no {', '.join(sorted(strange))}")


class Tellings:
    """The table of a subject."""

    def __init__(self, *rows: Telling) -> None:
        self._rows = rows

    def __iter__(self) -> Iterator[Telling]:
        return iter(self._rows)

    @property
    def templates(self) -> tuple[str, ...]:
        """Names of the templates, in the order of the table."""
        return tuple(dict.fromkeys(row.template for row in self._rows))

    def told(
        self, template: str, level_of_education: str | None = None, agreed: Agreed = NOTHING_AGREED
    ) -> tuple[Role, ...]:
        """The roles that hear of it by a notice of their own, of a pupil of this level, in the order of the table."""
        rows = (row for row in self._rows if row.template == template and row.why is not Why.STANDS_IN)
        valid = (row for row in rows if row.agreed is None or row.agreed in agreed)
        return tuple(row.role for row in valid if row.role and row.pupils.include(level_of_education))

    def to(self, template: str, role: Role) -> Telling:
        """The row of this reader. Raises LookupError where the table has no such reader."""
        for wanted in (role, None):
            for row in self._rows:
                if row.template == template and row.role is wanted:
                    return row
        raise LookupError(f"{template} is not told to {role}")
