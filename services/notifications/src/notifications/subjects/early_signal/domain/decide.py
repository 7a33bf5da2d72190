"""Who is told of an early signal."""

from collections.abc import Sequence

from notifications.domain.agreements import NOTHING_AGREED, Agreed
from notifications.domain.decision import Decision, Wanted
from notifications.domain.notice import Notice, NoticeKey
from notifications.subjects.early_signal.domain.story import EarlySignalStory
from notifications.subjects.early_signal.domain.tellings import TELLINGS
from notifications.subjects.early_signal.domain.vocabulary import EarlySignalTemplate, about_early_signal


def decide(story: EarlySignalStory, notices: Sequence[Notice], agreed: Agreed = NOTHING_AGREED) -> Decision:
    """Tell it once, where that was agreed."""
    signal = story.signal
    if signal is None:
        return Decision()
    about, template = about_early_signal(story.signal_id), EarlySignalTemplate.RAISED
    told_roles = TELLINGS.told(template, signal.level_of_education, agreed)
    wanted = (
        Wanted(NoticeKey(template, about, signal.sequence, role), role, signal.origin)
        for role in told_roles
        if all(notice.key.slot != role for notice in notices)
    )
    return Decision(make=tuple(wanted))


def still_holds(_notice: Notice, story: EarlySignalStory) -> bool:
    """Whether anything is kept of it."""
    return story.signal is not None
