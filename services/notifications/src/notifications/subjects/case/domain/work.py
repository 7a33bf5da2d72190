"""What whoever has a case is told of it once a day, and what the coordinator is told of terms that passed for long."""

from collections.abc import Iterator, Sequence

from notifications.domain.agreements import Agreed, Agreement
from notifications.domain.decision import Wanted
from notifications.domain.notice import Notice, NoticeKey
from notifications.domain.silence import first_slot
from notifications.domain.vocabulary import NoticeAnswer, Status
from notifications.subjects.case.domain.facts import CaseTerm
from notifications.subjects.case.domain.story import CaseStory
from notifications.subjects.case.domain.vocabulary import NEWS, OF_RECEIVERS, CaseTemplate, about_case
from shared.domain.roles import Role

_FOR = ":for:"
_SAY_MORE = frozenset(NoticeAnswer) - {NoticeAnswer.RECEIVED}
_NOT_ARRIVED = frozenset({Status.BOUNCED, Status.FAILED})


def work_to_tell(story: CaseStory, notices: Sequence[Notice], agreed: Agreed) -> Iterator[Wanted]:
    """What is new, due, over or over for long, answered or not delivered, of a case that goes on; each once."""
    keys = {notice.key for notice in notices}
    of_receivers = _of_receivers(story, notices, agreed)
    for wanted in (*_to_assignee(story, agreed), *of_receivers, *_to_coordinator(story, agreed)):
        if wanted.key not in keys:
            yield wanted


def work_holds(notice: Notice, story: CaseStory) -> bool:
    """Whether the case goes on, is still this receiver's, and the term did not come further since."""
    if not story.goes_on:
        return False
    template, occasion = notice.key.template, notice.key.occasion
    assignment = story.assignment
    if template == CaseTemplate.LONG_OVERDUE:
        return True
    if assignment is None or assignment.assignee != notice.key.slot.rpartition(_FOR)[2]:
        return False
    if template in OF_RECEIVERS:
        return not story.came_to_nothing(occasion)
    if template == CaseTemplate.ASSIGNED:
        return assignment.sequence == occasion
    return any(term.sequence == occasion for term in _terms_of_assignee(story))


def _to_assignee(story: CaseStory, agreed: Agreed) -> Iterator[Wanted]:
    assignment = story.assignment
    if Agreement.CASEWORKER_DIGEST not in agreed or assignment is None or not story.goes_on:
        return
    about, assignee = about_case(story.case_id), assignment.assignee
    key = NoticeKey(CaseTemplate.ASSIGNED, about, assignment.sequence, assignee)
    yield Wanted(key, Role.CASEWORKER, assignment.origin, assignee)
    for term in _terms_of_assignee(story):
        template = CaseTemplate.OVERDUE if term.is_over else CaseTemplate.DUE
        yield Wanted(NoticeKey(template, about, term.sequence, assignee), Role.CASEWORKER, term.origin, assignee)


def _of_receivers(story: CaseStory, notices: Sequence[Notice], agreed: Agreed) -> Iterator[Wanted]:
    """What became of the news: an answer that says more than that it was read, or that it did not arrive.

    It is told once of each receiver, to whoever has the case then: who gets it later finds it in the case.
    """
    assignment = story.assignment
    if Agreement.CASEWORKER_DIGEST not in agreed or assignment is None or not story.goes_on:
        return
    already = {(other.key.template, other.key.occasion, receiver_of(other.key.slot)) for other in notices}
    for notice in notices:
        template = _became(notice)
        receiver = first_slot(notice.key.slot)
        occasion = notice.key.occasion
        if template is None or occasion < story.opened_at_version or story.came_to_nothing(occasion):
            continue
        if (template, occasion, receiver) not in already:
            already.add((template, occasion, receiver))
            key = NoticeKey(template, about_case(story.case_id), occasion, f"{receiver}{_FOR}{assignment.assignee}")
            yield Wanted(key, Role.CASEWORKER, notice.origin, assignment.assignee)


def receiver_of(slot: str) -> str:
    """The slot of the notice that this one tells of: the role that was to be told."""
    return slot.partition(_FOR)[0]


def _became(notice: Notice) -> CaseTemplate | None:
    if notice.key.template not in NEWS:
        return None
    if notice.answer in _SAY_MORE:
        return CaseTemplate.ANSWERED
    return CaseTemplate.UNDELIVERED if notice.status in _NOT_ARRIVED else None


def _to_coordinator(story: CaseStory, agreed: Agreed) -> Iterator[Wanted]:
    if Agreement.OVERDUE not in agreed or not story.goes_on:
        return
    for term in story.terms:
        if term.escalated_to is Role.COORDINATOR and term.sequence > story.opened_at_version:
            key = NoticeKey(CaseTemplate.LONG_OVERDUE, about_case(story.case_id), term.sequence, Role.COORDINATOR)
            yield Wanted(key, Role.COORDINATOR, term.origin)


def _terms_of_assignee(story: CaseStory) -> tuple[CaseTerm, ...]:
    """The newest of each term since the case was given to whoever has it; what the coordinator is told goes apart."""
    since = story.assignment.sequence if story.assignment else 0
    newest = {
        term.term: term
        for term in sorted(story.terms, key=lambda term: term.sequence)
        if term.sequence > since and term.escalated_to is None
    }
    return tuple(newest.values())
