"""That a youth coach took a pupil over from another case, as a ground of the coach's own case."""

from dataclasses import dataclass
from typing import ClassVar

from casework.domain.ground import Ground
from casework.domain.vocabulary import OpenedBy


@dataclass(frozen=True, slots=True, kw_only=True)
class Referred(Ground):
    """A referral that was accepted; its id is that of the referral, and ``since`` is the day on which it was asked."""

    kind: ClassVar[str] = OpenedBy.REFERRAL.value
    told_by: ClassVar[str] = "referred-here"
    taken_back_by: ClassVar[str] = "referred-here-no-longer"
