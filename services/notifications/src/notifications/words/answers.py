"""What the answers to a notice are called in Dutch."""

from collections.abc import Mapping

from notifications.domain.vocabulary import NoticeAnswer

ANSWERS: Mapping[NoticeAnswer, str] = {
    NoticeAnswer.RECEIVED: "Ik heb het bericht gelezen",
    NoticeAnswer.TAKEN_UP: "Wij nemen dit op",
    NoticeAnswer.NOT_TAKEN_UP: "Wij nemen dit niet op",
    NoticeAnswer.CLOSED: "Onze begeleiding is afgerond",
}
"""As the button says it."""

ANSWERED: Mapping[NoticeAnswer, str] = {
    NoticeAnswer.TAKEN_UP: "U neemt dit op.",
    NoticeAnswer.NOT_TAKEN_UP: "U neemt dit niet op.",
    NoticeAnswer.CLOSED: "Uw begeleiding is afgerond.",
}
"""As it is said after that; nothing more of a notice that was read."""
