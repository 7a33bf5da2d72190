"""What somebody who is invited answers."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from consultation.domain.intervals import Interval
from shared.domain.answers import Answer
from shared.domain.errors import InvalidField
from shared.domain.roles import Role


class WhyNot(StrEnum):
    """Why somebody does not come, from a closed list; of a CLB it is not asked.

    That a CLB sends its input instead of coming is what CLBs asked for (VCLB, see docs/explain). The others are a
    local agreement.
    """

    OTHER_APPOINTMENT = "other-appointment"
    ABSENT = "absent"
    NOT_INVOLVED = "not-involved"
    INPUT_SENT = "input-sent"


class Way(StrEnum):
    """How an answer came."""

    MAIL = "mail"
    """The calendar's own reply."""
    LINK = "link"
    """The signed link in the mail."""
    PAGE = "page"
    """Who is invited, signed in."""
    ON_BEHALF = "on-behalf"
    """Who runs the case, such as after a telephone call."""


CANNOT_THEN = frozenset({Answer.DECLINED, Answer.DELEGATED, Answer.COUNTERED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The answer of one contact about one time of a meeting.

    `ical_sequence` is that of the invitation that was answered. `proposed` is another time, of Answer.COUNTERED alone;
    None where the calendar named no time. `delegate` is the contact who comes instead, of Answer.DELEGATED alone; None
    where it is nobody the directory has.

    Raises InvalidField for what does not go with the answer.
    """

    contact_id: str
    answer: Answer
    ical_sequence: int
    replied_at: datetime
    came_by: Way
    reason: WhyNot | None = None
    proposed: Interval | None = None
    delegate: str | None = None

    def __post_init__(self) -> None:
        for answer, field, value in (
            (Answer.DECLINED, "reason", self.reason),
            (Answer.COUNTERED, "proposed", self.proposed),
            (Answer.DELEGATED, "delegate", self.delegate),
        ):
            if value is not None and self.answer is not answer:
                raise InvalidField(field, f"goes with {answer} only")
        if self.delegate == self.contact_id:
            raise InvalidField("delegate", "is who answers")

    @property
    def stays_away(self) -> bool:
        """Whether the contact does not come, whoever comes instead."""
        return self.answer in {Answer.DECLINED, Answer.DELEGATED}

    @property
    def cannot_then(self) -> bool:
        """Whether the contact does not come at the time that the meeting has, whether or not another time would do."""
        return self.answer in CANNOT_THEN

    @property
    def counts(self) -> bool:
        """Whether this is an answer: tentative is none yet."""
        return self.answer is not Answer.TENTATIVE

    def is_newer_than(self, before: "Reply | None") -> bool:
        """Whether this answer comes in the place of the answer before: of a later invitation, or made later."""
        return before is None or (self.ical_sequence, self.replied_at) >= (before.ical_sequence, before.replied_at)

    def says_as(self, before: "Reply | None") -> bool:
        """Whether this says the same as the answer before."""
        return before is not None and self._said == before._said

    @property
    def _said(self) -> tuple[object, ...]:
        return self.answer, self.reason, self.proposed, self.delegate


def reason_of(role: Role, reason: WhyNot | None) -> WhyNot | None:
    """The reason as it is kept. Raises InvalidField for a reason of a CLB."""
    if role is Role.CLB and reason is not None:
        raise InvalidField("reason", "is not asked of a CLB")
    return reason
