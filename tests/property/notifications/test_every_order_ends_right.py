"""Whatever order facts arrive in and whenever mails go: everybody is told, and corrected exactly once."""

from itertools import permutations

import hypothesis.strategies as st
from hypothesis import given, settings
from tests.property.lengths import examples

from notifications.domain.labels import Appointment
from notifications.domain.vocabulary import Status
from notifications.subjects.case.domain.facts import (
    CaseEnding,
    CaseEscalation,
    CaseNews,
    EscalationWithdrawal,
    LevelFall,
)
from notifications.subjects.case.domain.vocabulary import NEWS, CaseTemplate
from notifications.subjects.meeting.domain.decide import appointment_told
from notifications.subjects.meeting.domain.story import MeetingState, MeetingStory, MeetingVersion
from notifications.testing.cases import (
    closing,
    escalation,
    escalation_withdrawal,
    level_fall,
    merger,
    opening,
    raised,
    withdrawal,
)
from notifications.testing.harness import Fact, Harness
from notifications.testing.meetings import CASEWORKER_ONE, CLB_ONE, COACH_ONE, COUNSELLOR_ONE, planned

RESULTS = ("accepted", "refused", "deferred", "taken-without-answer", "not-taken-without-answer")

CASE_FACTS: list[Fact] = [
    opening(1),
    withdrawal(4),
    opening(6, reopened=True),
    withdrawal(9),
    opening(12, reopened=True),
]
MERGED_CASE: list[Fact] = [opening(1), merger(3)]
TWO_YEARS: list[Fact] = [
    opening(1),
    escalation(3),
    escalation_withdrawal(5),
    escalation(7),
    escalation(8, 2027),
    withdrawal(10),
    opening(12, reopened=True),
    escalation(14),
    escalation_withdrawal(16),
]
ONE_YEAR: list[Fact] = [
    opening(1),
    raised(2, 10),
    raised(4, 15),
    level_fall(6, 15),
    closing(8),
    opening(10, reopened=True),
    withdrawal(12),
]
ALL = (COUNSELLOR_ONE, CASEWORKER_ONE, CLB_ONE, COACH_ONE)
MEETING_FACTS: list[Fact] = [
    planned(1, participants=ALL),
    planned(2, day=16, participants=ALL),
    planned(3, day=16, participants=(COUNSELLOR_ONE, CASEWORKER_ONE)),
    planned(4, day=15, participants=ALL),
]
CANCELLED: list[Fact] = [*MEETING_FACTS, planned(5, day=15, participants=ALL, state=MeetingState.CANCELLED)]

CASES = [CASE_FACTS, CASE_FACTS[:2], CASE_FACTS[:4], MERGED_CASE]
LEVELS = [ONE_YEAR, ONE_YEAR[:4], ONE_YEAR[:5]]
YEARS = [TWO_YEARS, TWO_YEARS[:3], TWO_YEARS[:4], TWO_YEARS[:6]]
stories = st.sampled_from([*CASES, *YEARS, *LEVELS, MEETING_FACTS, CANCELLED])


def outcome(harness: Harness) -> set[tuple[str, str, int | Appointment | None]]:
    """What was told to whom; a meeting's notice by the appointment, which two versions can have in common."""
    story = harness.story
    return {
        (n.key.template, n.key.slot, appointment_told(story, n) if isinstance(story, MeetingStory) else n.key.occasion)
        for n in harness.mails
    }


def check(harness: Harness) -> None:
    """Nothing stale is on its way, and who was told of what no longer holds was corrected exactly once."""
    for notice in harness.notices:
        assert not notice.pending or harness.subject.still_holds(notice, harness.story)
    for notice in [n for n in harness.notices if n.told]:
        corrections = [n for n in harness.notices if notice.id in n.corrects]
        assert len([n for n in corrections if n.told or n.pending or n.status is Status.SENDING]) <= 1
        if notice.key.template in NEWS and not harness.of_status(Status.SENDING):
            assert len(corrections) <= 1
            assert bool(corrections) == (notice.key.occasion in groundless(harness))
    assert len({n.key for n in harness.notices}) == len(harness.notices)


def groundless(harness: Harness) -> set[int]:
    """What a withdrawal followed, of the case or of that school year (facts of a case only)."""
    news = [fact for fact in harness.facts if isinstance(fact, CaseNews)]
    withdrawn = [fact.sequence for fact in harness.facts if isinstance(fact, CaseEnding) and fact != merger(3)]
    fallen = [(f.sequence, f.school_year) for f in harness.facts if isinstance(f, EscalationWithdrawal)]
    levels = [(fact.sequence, fact.signal_id) for fact in harness.facts if isinstance(fact, LevelFall)]
    return {
        told.sequence
        for told in news
        if any(sequence > told.sequence for sequence in withdrawn)
        or (
            isinstance(told, CaseEscalation)
            and (
                any(sequence > told.sequence and year == told.school_year for sequence, year in fallen)
                or any(sequence > told.sequence and signal == told.signal_id for sequence, signal in levels)
            )
        )
    }


@settings(max_examples=examples(100, 300), deadline=None)
@given(data=st.data(), facts=stories)
def test_no_interleaving_leaves_anybody_misinformed(data: st.DataObject, facts: list[Fact]) -> None:
    arrivals = data.draw(st.permutations(facts + data.draw(st.lists(st.sampled_from(facts), max_size=3))))
    harness = Harness()
    while arrivals or any(n.pending for n in harness.notices) or harness.of_status(Status.SENDING):
        pending = [n for n in harness.notices if n.pending]
        sending = harness.of_status(Status.SENDING)
        steps = ["arrive"] * bool(arrivals) + ["start"] * bool(pending) + ["finish"] * bool(sending)
        match data.draw(st.sampled_from(steps)):
            case "arrive":
                harness.arrive(arrivals.pop(0))
            case "start":
                harness.start(data.draw(st.sampled_from(pending)))
            case "finish":
                notice = data.draw(st.sampled_from(sending))
                results = RESULTS if notice.attempt < 3 else ("accepted", "refused")
                harness.finish(notice, result=data.draw(st.sampled_from(results)))
        check(harness)
    for fact in facts:
        harness.arrive(fact)
    assert not any(n.pending for n in harness.notices), "a replay sends nothing"
    last_word(harness)


def last_word(harness: Harness) -> None:
    """The last mail that each receiver of a meeting got tells of the appointment they have now."""
    if not any(isinstance(fact, MeetingVersion) for fact in harness.facts):
        return
    refused = {n.key.slot for n in harness.notices if n.status is Status.BOUNCED}
    for slot in {n.key.slot for n in harness.notices} - refused:
        told = [n for n in harness.notices if n.key.slot == slot and n.told]
        if told:
            assert harness.subject.still_holds(max(told, key=lambda n: n.key.occasion), harness.story)


def test_every_order_without_mail_in_between_sends_the_same() -> None:
    for facts in (CASE_FACTS, MERGED_CASE, TWO_YEARS[:6], ONE_YEAR[:6], MEETING_FACTS, CANCELLED):
        outcomes = set()
        for order in permutations(facts):
            harness = Harness()
            for fact in order:
                harness.arrive(fact)
            harness.send_all()
            outcomes.add(frozenset(outcome(harness)))
        assert len(outcomes) == 1


def test_in_order_with_mail_in_between_everybody_is_told_and_corrected() -> None:
    harness = Harness()
    for fact in CASE_FACTS:
        harness.arrive(fact)
        harness.send_all()
    assert [n.key.template for n in harness.mails] == [
        *[CaseTemplate.OPENED] * 2,
        *[CaseTemplate.WITHDRAWN] * 2,
        *[CaseTemplate.REOPENED] * 2,
        *[CaseTemplate.WITHDRAWN] * 2,
        *[CaseTemplate.REOPENED] * 2,
    ]


def test_two_school_years_in_order_with_mail_in_between_are_told_and_corrected_once() -> None:
    harness = Harness()
    for fact in TWO_YEARS:
        harness.arrive(fact)
        harness.send_all()
    assert [n.key.template for n in harness.mails] == [
        *[CaseTemplate.OPENED] * 2,
        CaseTemplate.ESCALATED,
        CaseTemplate.LEVEL_WITHDRAWN,
        *[CaseTemplate.ESCALATED] * 2,
        *[CaseTemplate.WITHDRAWN] * 2,
        *[CaseTemplate.REOPENED] * 2,
        CaseTemplate.ESCALATED,
        CaseTemplate.LEVEL_WITHDRAWN,
    ]
    assert [len(n.corrects) for n in harness.mails if n.corrects] == [1, 3, 1, 1]
