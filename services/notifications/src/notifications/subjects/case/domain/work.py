"""What whoever has a case is told of it once a day, and what the coordinator is told of terms that passed for long."""

from collections.abc import Iterator, Sequence

from notifications.domain.agreements import Agreed, Agreement
from notifications.domain.decision import Wanted
from notifications.domain.notice import Notice, NoticeKey
from notifications.subjects.case.domain.facts import CaseTerm
from notifications.subjects.case.domain.story import CaseStory
from notifications.subjects.case.domain.vocabulary import CaseTemplate, about_case
from shared.domain.roles import Role


def work_to_tell(story: CaseStory, notices: Sequence[Notice], agreed: Agreed) -> Iterator[Wanted]:
    """What is new, due, over or over for long, of a case that goes on; each once to the same receiver."""
    keys = {notice.key for notice in notices}
    for wanted in (*_to_assignee(story, agreed), *_to_coordinator(story, agreed)):
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
    if assignment is None or assignment.assignee != notice.key.slot:
        return False
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
