"""What every subject may know of a case: the least that naming the case and its pupil takes."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class KnownCase:
    """A case as it was last told of. ``pupil`` is the register number; None once the person is erased."""

    reference: str
    person_id: UUID
    school: str
    pupil: str | None
