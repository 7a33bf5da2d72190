"""What a municipality agreed on for planning meetings. None of it has a source in law: all are local agreements."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from shared.domain.roles import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotWeights:
    """What makes a slot less good, in points; of slots with as few points the earliest is the best.

    `version` is that of the file they come from. When only `wait` counts, the best slot is the earliest.
    """

    version: int = 1
    wait: int = 1
    """A working day from the first day on which the meeting may be held."""
    trip: int = 0
    """Somebody who comes to a place where nothing else brings them that day."""
    absent: int = 0
    """An optional role without anybody."""
    deputy: int = 0
    """A deputy who takes part."""
    other: int = 0
    """Somebody else than the contact who comes before others of the role."""
    week: int = 0
    """Another meeting that somebody required has that week."""
    day: int = 0
    """Another meeting that somebody required has that day."""

    @property
    def only_wait(self) -> bool:
        """Whether the earliest slot is always the best."""
        return self.wait > 0 and not any((self.trip, self.absent, self.deputy, self.other, self.week, self.day))


@dataclass(frozen=True, slots=True, kw_only=True)
class TermWeights:
    """What a plan of a term pays for, in points."""

    unseen: int = 3000
    """A case that is not seen until its last day, times the weight of the case."""
    not_held: int = 5000
    """A session that has no time."""
    wait: int = 60
    """A working day from `not_before` until the case is seen, times the weight of the case."""
    ad_hoc: int = 30
    """A meeting for one case alone."""
    out_of_rhythm: int = 1000
    """Such a meeting for a case that is in rhythm."""
    trip: int = 20
    """A site, other than their base, that somebody goes to on a day."""
    unfair: int = 15
    """A meeting of somebody above their fair share."""
    deputy: int = 40
    """A deputy in a seat."""
    other: int = 25
    """Somebody else in the seat of who is preferred."""
    absent: int = 25
    """An optional seat that stays empty."""
    moved: int = 100
    """A meeting that stands and gets another time, room or person before anybody is invited."""
    moved_invited: int = 600
    """The same after the invitations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanningRules:
    """How meetings of one kind are planned.

    1. Between today and a meeting that plans itself are `notice` school days at least.
    2. Between meetings at different places somebody has `travel`, unless their availability says another time.
    3. Somebody of a role has at most `most_a_day` meetings, unless their availability says another number.
    4. A deputy does not stand in for somebody of the roles `in_person`.
    5. A room has `seats_beside` those of the participants, such as for pupil and parents.
    """

    notice: int = 0
    travel: timedelta = timedelta()
    most_a_day: Mapping[Role, int] = field(default_factory=dict)
    in_person: frozenset[Role] = frozenset()
    seats_beside: int = 0
    weights: SlotWeights = field(default_factory=SlotWeights)
    term_weights: TermWeights = field(default_factory=TermWeights)


AS_THEY_ARE_FREE = PlanningRules()
"""Whenever people are free, as early as possible."""
