"""A concern that was reported, as a ground: a code, a contact, who reported it, and nothing that somebody wrote."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from casework.domain.ground import Details, Ground
from casework.domain.vocabulary import OpenedBy


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Ground):
    """What was reported on the day ``since``, by a code of the type of case. ``by`` is a contact or a ``sub``.

    ``contact`` is the counsellor who can be spoken to about it; None where nobody was named.
    """

    kind: ClassVar[str] = OpenedBy.REPORT.value
    told_by: ClassVar[str] = "reported"
    taken_back_by: ClassVar[str] = "report-taken-back"

    code: str
    by: str
    contact: str | None = None

    @property
    def facts(self) -> Mapping[str, object]:
        return {"code": self.code, "contact": self.contact}

    @property
    def spoken_to(self) -> str | None:
        return self.contact

    @property
    def details(self) -> Details:
        return {"code": self.code, "by": self.by, "contact": self.contact}

    @classmethod
    def fields_of(cls, details: Details) -> Mapping[str, Any]:
        return details
