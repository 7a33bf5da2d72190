"""What a move on a case will bring about, so that its form can say so before it is sent."""

from dataclasses import dataclass
from typing import Self

from casework.api.readers import Shown
from casework.domain.case import Case
from casework.domain.meeting import Meeting
from casework.domain.notice import NoticeStatus
from shared.domain.roles import Role

_NEWS = frozenset({"case-opened", "case-reopened", "case-escalated", "case-transferred"})
"""The notices that a correction takes back."""


@dataclass(frozen=True, slots=True)
class Consequences:
    """``corrected`` are the roles that were told of the case; ``cancelled`` is the meeting that ends with the case."""

    corrected: tuple[Role, ...]
    cancelled: Meeting | None

    @classmethod
    def of(cls, case: Case, shown: Shown) -> Self:
        """What would follow now."""
        notices = [notice for notice in shown.notices or () if notice.template in _NEWS]
        roles = {notice.recipient_role for notice in notices if notice.status is not NoticeStatus.FAILED}
        coming = (meeting for meeting in case.meetings if meeting.is_coming and not meeting.has_other_case)
        return cls(tuple(sorted(roles)), next(coming, None))
