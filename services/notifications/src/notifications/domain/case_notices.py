"""Who is told of a case, and whose notice no longer holds."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from notifications.domain.about import About
from notifications.domain.case_story import CaseOpening, CaseStory
from notifications.domain.decision import Decision, Wanted
from notifications.domain.notice import Notice, NoticeKey
from notifications.domain.vocabulary import OPENINGS, Status, Template
from shared.domain.roles import Role

TOLD_OF_AN_OPENING = (Role.CLB, Role.YOUTH_COACH)
"""The roles that hear of a case, each by a mail of its own."""


def decide_case(story: CaseStory, notices: Sequence[Notice]) -> Decision:
    """What follows for a case from all that arrived about it and the notices there are; corrections come first."""
    openings = [notice for notice in notices if notice.key.template in OPENINGS]
    return Decision(
        make=(*_corrections(story, openings, notices), *_openings_to_tell(story, notices)),
        cancel=tuple(notice for notice in openings if notice.pending and story.ended_after(notice.key.occasion)),
    )


def _openings_to_tell(story: CaseStory, notices: Sequence[Notice]) -> Iterator[Wanted]:
    known = {notice.key for notice in notices}
    for opening in sorted(story.openings, key=lambda opening: opening.sequence):
        if story.ended_after(opening.sequence):
            continue
        for role in TOLD_OF_AN_OPENING:
            key = _key(story, opening, role)
            if key not in known:
                yield Wanted(key, role, opening.origin)


def _key(story: CaseStory, opening: CaseOpening, role: Role) -> NoticeKey:
    template = Template.CASE_REOPENED if opening.reopened else Template.CASE_OPENED
    return NoticeKey(template, About.case(story.case_id), opening.sequence, role)


def _corrections(story: CaseStory, openings: Sequence[Notice], notices: Sequence[Notice]) -> Iterator[Wanted]:
    """One for each contact who was told of what has no ground any more, and who was not told so yet."""
    groundless = [notice for notice in openings if story.withdrawal_after(notice.key.occasion)]
    if any(notice.status is Status.SENDING for notice in groundless):
        return  # whether that one was told is known in a moment, and its receiver may be told once only
    corrected = {corrected for notice in notices for corrected in notice.corrects}
    told = [notice for notice in groundless if notice.told and notice.id not in corrected]
    told.sort(key=lambda notice: (notice.contact_id or "", -notice.key.occasion, notice.key.slot))
    for contact_id, of_contact in groupby(told, key=lambda notice: notice.contact_id):
        yield _correction(story, contact_id, list(of_contact))


def _correction(story: CaseStory, contact_id: str | None, told: list[Notice]) -> Wanted:
    newest = told[0]
    withdrawal = story.withdrawal_after(newest.key.occasion)
    return Wanted(
        key=NoticeKey(Template.CASE_WITHDRAWN, newest.key.about, newest.key.occasion, newest.key.slot),
        role=newest.recipient_role or newest.role,
        origin=withdrawal.origin if withdrawal else newest.origin,
        contact_id=contact_id,
        corrects=tuple(notice.id for notice in told),
    )
