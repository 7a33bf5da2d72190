"""The early signal that a toddler will not reach the half days of its age, as a ground once a person accepts it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from casework.domain.ground import Details, Ground
from casework.domain.vocabulary import OpenedBy


@dataclass(frozen=True, slots=True, kw_only=True)
class AtRisk(Ground):
    """That a toddler attended ``rate`` percent of the half days since the first day of a period."""

    kind: ClassVar[str] = OpenedBy.EARLY_SIGNAL.value
    told_by: ClassVar[str] = "early-signal-accepted"
    taken_back_by: ClassVar[str] = "early-signal-taken-back"

    rate: int

    @property
    def facts(self) -> Mapping[str, object]:
        return {"rate": self.rate}

    @property
    def details(self) -> Details:
        return {"rate": self.rate}

    @classmethod
    def fields_of(cls, details: Details) -> Mapping[str, Any]:
        return details
