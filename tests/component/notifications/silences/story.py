"""A toy subject: a school whose software fell silent, and was heard again."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from notifications.domain import receivers
from notifications.domain.about import About, Origin
from notifications.domain.agreements import Agreed
from notifications.domain.decision import Decision, Wanted
from notifications.domain.labels import SchoolLabel
from notifications.domain.notice import Notice, NoticeKey
from notifications.domain.preparation import Knowledge, Needs, Prepared, Ready, Receiver, Waits
from notifications.domain.telling import Purpose, Telling, Tellings, Why
from shared.domain.roles import Role

KIND = "silence"
NOTICED, ENDED = "silence-noticed", "silence-ended"


@dataclass(frozen=True)
class SilenceView:
    """The school that is, or was, silent."""

    school: SchoolLabel


TELLINGS = Tellings(
    Telling(
        NOTICED,
        Role.COUNSELLOR,
        Why.SUPPORTS_PUPILS,
        Purpose.GUIDE,
        view=SilenceView,
        shown=("school",),
        text="counsellor",
        channel="noticeboard",
    ),
    Telling(
        NOTICED,
        Role.COORDINATOR,
        Why.STANDS_IN,
        Purpose.HAND_ON,
        view=SilenceView,
        shown=("school",),
        text="counsellor",
    ),
    Telling(ENDED, None, Why.WAS_TOLD, Purpose.END, view=SilenceView, shown=("school",), text="counsellor"),
)


@dataclass(frozen=True)
class Silence:
    """All that arrived about a silence: its school, and whether it has ended."""

    silence_id: UUID
    origin: Origin
    school: str | None = None
    ended: bool = False


def decide(story: Silence, notices: Sequence[Notice], _agreed: Agreed) -> Decision:
    """Tell of a silence while it lasts, and of its end whoever was told of it."""
    about = About(KIND, story.silence_id)
    keys = {notice.key for notice in notices}
    if not story.ended:
        told = [(role, NoticeKey(NOTICED, about, 1, role)) for role in TELLINGS.told(NOTICED)]
        return Decision(make=tuple(Wanted(key, role, story.origin) for role, key in told if key not in keys))
    ends = [
        Wanted(NoticeKey(ENDED, about, 1, notice.key.slot), notice.role, story.origin, notice.contact_id, (notice.id,))
        for notice in notices
        if notice.key.template == NOTICED and notice.told
    ]
    return Decision(
        make=tuple(wanted for wanted in ends if wanted.key not in keys),
        cancel=tuple(notice for notice in notices if notice.key.template == NOTICED and notice.pending),
    )


def needs(_notice: Notice, story: Silence) -> Needs | None:
    return Needs(school=story.school) if story.school else None


def prepare(notice: Notice, story: Silence, knowledge: Knowledge) -> Prepared:
    if story.school is None:
        return Waits(f"silence:{story.silence_id}")
    receiver = receivers.of_the_role(notice, story.school, knowledge)
    if not isinstance(receiver, Receiver):
        return receiver
    telling = TELLINGS.to(notice.key.template, receiver.role)
    return Ready(receiver, telling, SilenceView(SchoolLabel(story.school, None)))


def still_holds(notice: Notice, story: Silence) -> bool:
    return notice.key.template == ENDED or not story.ended
