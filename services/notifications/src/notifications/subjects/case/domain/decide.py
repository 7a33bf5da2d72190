"""Who is told of a case, and whose notice no longer holds."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from notifications.domain.agreements import NOTHING_AGREED, Agreed
from notifications.domain.decision import Decision, Wanted
from notifications.domain.notice import Notice, NoticeKey
from notifications.domain.vocabulary import Status
from notifications.subjects.case.domain.coach import coach_hears
from notifications.subjects.case.domain.facts import (
    CaseNews,
    CaseOpening,
    CaseTransfer,
    EscalationWithdrawal,
    LevelFall,
)
from notifications.subjects.case.domain.status import status_holds, status_to_tell
from notifications.subjects.case.domain.story import CaseStory
from notifications.subjects.case.domain.tellings import TELLINGS
from notifications.subjects.case.domain.vocabulary import NEWS, WORK, CaseTemplate, about_case
from notifications.subjects.case.domain.work import work_holds, work_to_tell
from shared.domain.roles import Role

_OF_A_LEVEL = (EscalationWithdrawal, LevelFall)


def decide(story: CaseStory, notices: Sequence[Notice], agreed: Agreed = NOTHING_AGREED) -> Decision:
    """What follows for a case from all that arrived about it and the notices there are; corrections come first."""
    news = [notice for notice in notices if notice.key.template in NEWS]
    return Decision(
        make=(
            *_corrections(story, news, notices),
            *_news_to_tell(story, notices, agreed),
            *_closings(story, news, notices),
            *work_to_tell(story, notices, agreed),
            *status_to_tell(story, notices, agreed),
        ),
        cancel=tuple(notice for notice in notices if notice.pending and not still_holds(notice, story, agreed)),
    )


def still_holds(notice: Notice, story: CaseStory, agreed: Agreed = NOTHING_AGREED) -> bool:
    """Whether the notice is a correction, or tells of what did not come to nothing, and its reader may still hear."""
    if notice.key.template == CaseTemplate.CLOSED:
        return story.closing is not None and story.closing.sequence == notice.key.occasion
    if notice.key.template in WORK:
        return work_holds(notice, story)
    if notice.key.template == CaseTemplate.STATUS:
        return status_holds(notice, story)
    if notice.key.template not in NEWS:
        return True
    news = story.news_at(notice.key.occasion) if notice.key.slot == Role.YOUTH_COACH else None
    return not story.came_to_nothing(notice.key.occasion) and (news is None or coach_hears(story, news, agreed))


def _news_to_tell(story: CaseStory, notices: Sequence[Notice], agreed: Agreed) -> Iterator[Wanted]:
    keys = {notice.key for notice in notices}
    for news in story.news:
        if story.came_to_nothing(news.sequence):
            continue
        template = _template(news)
        for role in TELLINGS.told(template, news.level_of_education, agreed):
            key = NoticeKey(template, about_case(story.case_id), news.sequence, role)
            if key not in keys and (role is not Role.YOUTH_COACH or coach_hears(story, news, agreed)):
                yield Wanted(key, role, news.origin)


def _template(news: CaseNews) -> CaseTemplate:
    if isinstance(news, CaseOpening):
        return CaseTemplate.REOPENED if news.reopened else CaseTemplate.OPENED
    return CaseTemplate.TRANSFERRED if isinstance(news, CaseTransfer) else CaseTemplate.ESCALATED


def _closings(story: CaseStory, news: Sequence[Notice], notices: Sequence[Notice]) -> Iterator[Wanted]:
    """That a case is closed, for whoever was told of it since it was opened last: once for each role."""
    closing = story.closing
    if closing is None:
        return
    keys = {notice.key for notice in notices}
    opened = max((fact.sequence for fact in story.openings if fact.sequence < closing.sequence), default=0)
    heard = (
        notice
        for notice in news
        if notice.told
        and opened <= notice.key.occasion < closing.sequence
        and not story.came_to_nothing(notice.key.occasion)
    )
    for slot, of_slot in groupby(sorted(heard, key=lambda notice: notice.key.slot), key=lambda notice: notice.key.slot):
        newest = max(of_slot, key=lambda notice: notice.key.occasion)
        key = NoticeKey(CaseTemplate.CLOSED, about_case(story.case_id), closing.sequence, slot)
        if key not in keys and newest.recipient_role is not Role.COORDINATOR:
            yield Wanted(key, newest.recipient_role or newest.role, closing.origin, newest.contact_id)


def _corrections(story: CaseStory, news: Sequence[Notice], notices: Sequence[Notice]) -> Iterator[Wanted]:
    """A correction for each contact who was told of what has no ground any more, and who was not corrected yet.

    It is of the case as a whole where the case was withdrawn; else of each school year with a level that fell.
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
    """The contact, and the school year with a level that is taken back; empty where the whole case is."""
    taken_back = story.taken_back_by(notice.key.occasion)
    year = str(taken_back.school_year) if isinstance(taken_back, _OF_A_LEVEL) else ""
    return notice.contact_id or "", year


def _correction(story: CaseStory, contact_id: str | None, told_notices: list[Notice]) -> Wanted:
    newest = told_notices[0]
    taken_back = story.taken_back_by(newest.key.occasion)
    template = CaseTemplate.LEVEL_WITHDRAWN if isinstance(taken_back, _OF_A_LEVEL) else CaseTemplate.WITHDRAWN
    return Wanted(
        key=NoticeKey(template, newest.key.about, newest.key.occasion, newest.key.slot),
        role=newest.recipient_role or newest.role,
        origin=taken_back.origin if taken_back else newest.origin,
        contact_id=contact_id,
        corrects=tuple(notice.id for notice in told_notices),
    )
