"""What is told to which receiver, as one table for each subject."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import Enum, StrEnum, auto

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


class Naming(Enum):
    """How much of a pupil's name a receiver may read."""

    FULL = auto()
    FIRST = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class Telling:
    """One row: a reader of a template, the reason, and the fields the notice shows.

    ``role`` is the reader's; None stands for every reader whose role has no row of its own.
    ``view`` is the type whose fields the text reaches. ``text`` is the file of the words, in
    ``templates/<template>/<version>/``. ``acknowledged``: the reader is asked to confirm having read it.
    """

    template: str
    role: Role | None
    why: Why
    view: type
    text: str
    naming: Naming = Naming.NONE
    acknowledged: bool = False
    version: int = 1
    channel: str = Channel.EMAIL

    @property
    def shown(self) -> tuple[str, ...]:
        """Names of the fields that the notice shows."""
        return tuple(field.name for field in fields(self.view))


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

    def told(self, template: str) -> tuple[Role, ...]:
        """The roles that hear of it by a notice of their own, in the order of the table."""
        rows = (row for row in self._rows if row.template == template and row.why is not Why.STANDS_IN)
        return tuple(row.role for row in rows if row.role)

    def to(self, template: str, role: Role) -> Telling:
        """The row of this reader. Raises LookupError where the table has no such reader."""
        for wanted in (role, None):
            for row in self._rows:
                if row.template == template and row.role is wanted:
                    return row
        raise LookupError(f"{template} is not told to {role}")
