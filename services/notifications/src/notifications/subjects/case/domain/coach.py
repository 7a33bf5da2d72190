"""When the youth coach is told of a case, where the municipality agreed that it is not at its opening."""

from notifications.domain.agreements import Agreed, Agreement
from notifications.subjects.case.domain.facts import CaseEscalation, CaseNews
from notifications.subjects.case.domain.story import CaseStory


def coach_hears(story: CaseStory, news: CaseNews, agreed: Agreed) -> bool:
    """Whether the coach is told of this news, by what was agreed.

    When the moment comes the coach is told how the case was opened last, or transferred, and from then on of all else.
    A case that was closed by that moment is told of no more.
    """
    if Agreement.COACH_AFTER_MEETING in agreed:
        since = _since_meeting(story, news)
    elif Agreement.COACH_AFTER_CONSENT in agreed:
        since = _since_consent(story)
    else:
        return True
    if since is None:
        return False
    return news.sequence > since or (news is _last_opening(story, since) and not _closed_by(story, news, since))


def _since_meeting(story: CaseStory, news: CaseNews) -> int | None:
    """The version of the case at its first meeting since it was opened, or opened again; None before that.

    A meeting that arrived before its case is of the first opening.
    """
    openings = [opening.sequence for opening in story.openings]
    first = min(openings, default=0)
    begins = max((sequence for sequence in openings if sequence <= news.sequence), default=0)
    ends = min((sequence for sequence in openings if sequence > news.sequence), default=None)
    held = (meeting.since or first for meeting in story.meetings_held)
    return min((since for since in held if since >= begins and (ends is None or since < ends)), default=None)


def _since_consent(story: CaseStory) -> int | None:
    """The version at which the consent that holds was given first; None without such a consent."""
    ended = max((consent.sequence for consent in story.consents if not consent.holds), default=0)
    return min((consent.sequence for consent in story.consents if consent.sequence > ended), default=None)


def _last_opening(story: CaseStory, since: int) -> CaseNews | None:
    before = (news for news in story.news if news.sequence <= since and not isinstance(news, CaseEscalation))
    return max(before, key=lambda news: news.sequence, default=None)


def _closed_by(story: CaseStory, news: CaseNews, since: int) -> bool:
    return any(news.sequence < closing.sequence <= since for closing in story.closings)
