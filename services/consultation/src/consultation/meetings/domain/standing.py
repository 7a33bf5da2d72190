"""What consultation knows of a case: whether it goes on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID


class Standing(StrEnum):
    """Whether a case goes on, from the case that needs its meetings most to the case that needs them least."""

    OPEN = "open"
    WITHDRAWAL_PROPOSED = "withdrawal-proposed"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCase:
    """A case as its latest event left it; `sequence` is that event's.

    `school` is None until an event has said it; `merged_into` is the case that went on instead. `level` is its highest
    level, of `rule`; None while no event has told of a level. `assignee` has it, says the event of sequence `assigned`;
    None while no event has said it. `told` is the contact of a CLB who heard of it last, None if nobody did. With
    `is_erased` the data of its person are gone, and nothing is written about the case any more.
    """

    case_id: UUID
    reference: str
    standing: Standing
    sequence: int
    school: str | None = None
    merged_into: UUID | None = None
    case_type: str = "truancy"
    rule: str | None = None
    level: int | None = None
    assignee: str | None = None
    assigned: int = 0
    told: str | None = None
    is_erased: bool = False

    def without_person(self) -> "KnownCase":
        """The case once the data of its person are erased: nothing of its level is left."""
        return replace(self, rule=None, level=None, is_erased=True)

    @property
    def goes_on(self) -> bool:
        return self.standing is not Standing.ENDED


def standing_of(case_ids: Iterable[UUID], cases: Mapping[UUID, KnownCase]) -> Standing:
    """How a meeting's cases stand together: the meeting goes on as long as a case of the meeting goes on. An unknown
    case is open.
    """
    standings = {cases[case_id].standing if case_id in cases else Standing.OPEN for case_id in case_ids}
    return next(standing for standing in Standing if standing in standings)
