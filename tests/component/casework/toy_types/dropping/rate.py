"""A new kind of ground: that a pupil's attendance dropped."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from casework.domain.ground import Details, Ground


@dataclass(frozen=True, slots=True, kw_only=True)
class DroppedRate(Ground):
    """The share of planned half days attended, in percent, since the first day of a period."""

    kind: ClassVar[str] = "early-signal"
    told_by: ClassVar[str] = "rate-dropped"
    taken_back_by: ClassVar[str] = "rate-usual"

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
