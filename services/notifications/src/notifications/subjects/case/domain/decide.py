"""Who is told of a case, and whose notice no longer holds."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from notifications.domain.decision import Decision, Wanted
from notifications.domain.notice import Notice, NoticeKey
from notifications.domain.vocabulary import Status
from notifications.subjects.case.domain.facts import CaseNews, CaseOpening, CaseTransfer, EscalationWithdrawal
from notifications.subjects.case.domain.story import CaseStory
from notifications.subjects.case.domain.tellings import TELLINGS
from notifications.subjects.case.domain.vocabulary import NEWS, CaseTemplate, about_case


def decide(story: CaseStory, notices: Sequence[Notice]) -> Decision:
    """What follows for a case from all that arrived about it and the notices there are; corrections come first."""
    news = [notice for notice in notices if notice.key.template in NEWS]
    return Decision(
        make=(*_corrections(story, news, notices), *_news_to_tell(story, notices)),
        cancel=tuple(notice for notice in news if notice.pending and story.came_to_nothing(notice.key.occasion)),
    )


def still_holds(notice: Notice, story: CaseStory) -> bool:
    """Whether the notice is a correction, or tells of what did not come to nothing."""
    return notice.key.template not in NEWS or not story.came_to_nothing(notice.key.occasion)


def _news_to_tell(story: CaseStory, notices: Sequence[Notice]) -> Iterator[Wanted]:
    keys = {notice.key for notice in notices}
    for news in story.news:
        if story.came_to_nothing(news.sequence):
            continue
        template = _template(news)
        for role in TELLINGS.told(template):
            key = NoticeKey(template, about_case(story.case_id), news.sequence, role)
            if key not in keys:
                yield Wanted(key, role, news.origin)


def _template(news: CaseNews) -> CaseTemplate:
    if isinstance(news, CaseOpening):
        return CaseTemplate.REOPENED if news.reopened else CaseTemplate.OPENED
    return CaseTemplate.TRANSFERRED if isinstance(news, CaseTransfer) else CaseTemplate.ESCALATED


def _corrections(story: CaseStory, news: Sequence[Notice], notices: Sequence[Notice]) -> Iterator[Wanted]:
    """A correction for each contact who was told of what has no ground any more, and who was not corrected yet.

    It is of the case as a whole where the case was withdrawn; else of each school year whose level fell.
    """
    groundless = [notice for notice in news if story.taken_back_by(notice.key.occasion)]
    if any(notice.status is Status.SENDING for notice in groundless):
        return  # whether its receiver was told is known in a moment, and a receiver is corrected once only
    corrected = {earlier for notice in notices for earlier in notice.corrects}
    told_notices = [notice for notice in groundless if notice.told and notice.id not in corrected]
    told_notices.sort(key=lambda notice: (*_corrected_together(story, notice), -notice.key.occasion, notice.key.slot))
    for (contact_id, _), together in groupby(told_notices, key=lambda notice: _corrected_together(story, notice)):
        yield _correction(story, contact_id or None, list(together))


def _corrected_together(story: CaseStory, notice: Notice) -> tuple[str, str]:
    """The contact, and the school year that is taken back; empty where the whole case is."""
    taken_back = story.taken_back_by(notice.key.occasion)
    year = str(taken_back.school_year) if isinstance(taken_back, EscalationWithdrawal) else ""
    return notice.contact_id or "", year


def _correction(story: CaseStory, contact_id: str | None, told_notices: list[Notice]) -> Wanted:
    newest = told_notices[0]
    taken_back = story.taken_back_by(newest.key.occasion)
    is_of_a_level = isinstance(taken_back, EscalationWithdrawal)
    template = CaseTemplate.LEVEL_WITHDRAWN if is_of_a_level else CaseTemplate.WITHDRAWN
    return Wanted(
        key=NoticeKey(template, newest.key.about, newest.key.occasion, newest.key.slot),
        role=newest.recipient_role or newest.role,
        origin=taken_back.origin if taken_back else newest.origin,
        contact_id=contact_id,
        corrects=tuple(notice.id for notice in told_notices),
    )
