"""What is told of one notice, in whatever order."""

from itertools import permutations
from uuid import UUID

from casework.domain.notice import Notice, NoticeAnswer, NoticeStatus
from shared.domain.roles import Role

NOTICE = UUID("00000000-0000-7000-8000-0000000000d1")


def told(sequence: int, status: NoticeStatus = NoticeStatus.SENT, answer: NoticeAnswer | None = None) -> Notice:
    return Notice(NOTICE, sequence, "case-opened", Role.CLB, "c-1", status, answer)


def test_the_last_state_counts_and_an_answer_stays() -> None:
    answered = told(2, answer=NoticeAnswer.RECEIVED)
    for first, second, third in permutations([told(1), answered, told(3, NoticeStatus.FAILED)]):
        assert first.joined(second).joined(third) == told(3, NoticeStatus.FAILED, NoticeAnswer.RECEIVED)
