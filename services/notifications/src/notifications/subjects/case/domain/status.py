"""What became of a case, told to the school of its pupil: the status and nothing else."""

from collections.abc import Iterator, Sequence

from notifications.domain.about import Origin
from notifications.domain.agreements import Agreed
from notifications.domain.decision import Wanted
from notifications.domain.notice import Notice, NoticeKey
from notifications.domain.vocabulary import Status
from notifications.subjects.case.domain.facts import CaseClosing, CaseEnding, CaseOpening, CaseTransfer, Ending
from notifications.subjects.case.domain.story import CaseStory
from notifications.subjects.case.domain.tellings import TELLINGS
from notifications.subjects.case.domain.vocabulary import CaseTemplate, CaseWord, about_case
from shared.domain.roles import Role

_Change = CaseOpening | CaseTransfer | CaseClosing | CaseEnding


def status_to_tell(story: CaseStory, notices: Sequence[Notice], agreed: Agreed) -> Iterator[Wanted]:
    """The newest status, once. That a case is withdrawn goes to whoever was told of it, and takes that back.

    It is taken back also once the municipality has ended the agreement.
    """
    change = _newest(story)
    news = story.last_news_at(change.sequence) if change else None
    if change is None or news is None:
        return
    earlier = [notice for notice in notices if notice.key.template == CaseTemplate.STATUS]
    if any(notice.status is Status.SENDING for notice in earlier):
        return
    is_withdrawn = isinstance(change, CaseEnding)
    roles = set(TELLINGS.told(CaseTemplate.STATUS, news.level_of_education, agreed))
    roles |= {notice.role for notice in earlier if is_withdrawn}
    for role in sorted(roles):
        key = NoticeKey(CaseTemplate.STATUS, about_case(story.case_id), change.sequence, role)
        if all(notice.key != key for notice in earlier):
            yield from _status(key, change.origin, earlier, is_withdrawn=is_withdrawn)


def status_holds(notice: Notice, story: CaseStory) -> bool:
    """Whether the status is the newest."""
    change = _newest(story)
    return change is not None and change.sequence == notice.key.occasion


def status_at(story: CaseStory, sequence: int) -> CaseWord | None:
    """What a school is told of the case at this version; None if nothing."""
    change = next((change for change in _changes(story) if change.sequence == sequence), None)
    match change:
        case CaseOpening(reopened=True):
            return CaseWord.REOPENED
        case CaseOpening() | CaseTransfer():
            return CaseWord.OPENED
        case CaseClosing():
            return CaseWord.CLOSED
        case CaseEnding():
            return CaseWord.WITHDRAWN
    return None


def _status(key: NoticeKey, origin: Origin, earlier: Sequence[Notice], *, is_withdrawn: bool) -> Iterator[Wanted]:
    if not is_withdrawn:
        yield Wanted(key, Role.COUNSELLOR, origin)
        return
    corrected = {notice_id for notice in earlier for notice_id in notice.corrects}
    heard = [notice for notice in earlier if notice.told and notice.id not in corrected and not notice.corrects]
    if heard:
        newest = max(heard, key=lambda notice: notice.key.occasion)
        corrects = tuple(notice.id for notice in heard if notice.contact_id == newest.contact_id)
        yield Wanted(key, newest.recipient_role or newest.role, origin, newest.contact_id, corrects)


def _newest(story: CaseStory) -> _Change | None:
    """The newest change of status; None if the case went on in another case since."""
    newest = max(_changes(story), key=lambda change: change.sequence, default=None)
    return None if isinstance(newest, CaseEnding) and newest.ending is Ending.MERGED else newest


def _changes(story: CaseStory) -> list[_Change]:
    return [*story.openings, *story.transfers, *story.closings, *story.endings]
