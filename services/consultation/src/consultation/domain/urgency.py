"""How urgent cases are on the agenda of a session: a local agreement, which is data."""

from dataclasses import dataclass
from enum import StrEnum


class Meets(StrEnum):
    """How a case is met."""

    SESSION = "session"
    """At a session of a standing meeting, where there is one within its terms."""
    AD_HOC = "ad-hoc"
    """At a meeting of its own."""


class EmptySession(StrEnum):
    """What becomes of a session without cases once its agenda is to be told."""

    KEEP = "keep"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Urgency:
    """What was agreed on for cases of a type, and of a level of a rule or a higher level where it names one."""

    case_type: str
    meets: Meets
    minutes: int
    rule: str | None = None
    from_level: int | None = None

    def fits(self, case_type: str, rule: str | None, level: int | None) -> bool:
        """Whether this is for such a case."""
        if case_type != self.case_type:
            return False
        return self.from_level is None or (rule == self.rule and level is not None and level >= self.from_level)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaRules:
    """How agendas are made: `urgencies` from the most urgent on.

    The agenda is told `told_before` school days before a session.
    """

    urgencies: tuple[Urgency, ...]
    told_before: int
    empty: EmptySession

    def of(self, case_type: str, rule: str | None, level: int | None) -> tuple[int, Urgency] | None:
        """The rank and the urgency of such a case; None if nothing was agreed on for it."""
        return next(
            ((rank, urgency) for rank, urgency in enumerate(self.urgencies) if urgency.fits(case_type, rule, level)),
            None,
        )
