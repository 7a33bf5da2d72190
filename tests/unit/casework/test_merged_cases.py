"""Two cases of one person: one stays, the other goes on in it."""

from casework.domain import events
from casework.domain.case import Case
from casework.domain.states import Status
from casework.domain.timeline import EntryKind
from casework.domain.vocabulary import ReasonCode
from casework.testing.factories import BY_HAND, CAUSE, OTHER_PERSON, TERMS, fallen, forgetful, new_case, opened, reached
from casework.testing.factories import standing as standing_signal


def merged(stays: Case, ends: Case) -> None:
    ends.merge_into(stays, CAUSE)


def test_the_other_closes_as_merged_and_names_where_it_goes_on() -> None:
    stays, ends = opened(5), opened(5)
    merged(stays, ends)
    assert (ends.status, ends.outcome, ends.merged_into) == (Status.CLOSED, "merged", stays.case_id)
    assert ends.events == [
        events.CaseClosed(
            ends.case_id,
            ends.reference,
            ends.case_type.name,
            reason=ReasonCode.PERSONS_MERGED,
            outcome="merged",
            merged_into=stays.case_id,
        )
    ]
    assert ends.grounds == {}
    assert len(stays.grounds) == 2
    assert [entry.kind for entry in stays.entries] == [EntryKind.CASE_MERGED]
    assert stays.events == []


def test_a_higher_level_of_the_other_escalates_the_one_that_stays() -> None:
    stays, ends = opened(5), opened(5, 10)
    merged(stays, ends)
    [told] = stays.events
    assert isinstance(told, events.CaseEscalated)
    assert told.level == 10


def test_the_others_standing_level_drops_a_proposed_withdrawal() -> None:
    stays, ends = opened(5), opened(5)
    stays.lose(fallen(standing_signal(stays, 5)), CAUSE)
    merged(forgetful(stays), ends)
    assert stays.status is Status.NEW
    assert [type(event) for event in stays.events] == [events.WithdrawalDropped]


def test_a_case_by_hand_brings_no_level() -> None:
    stays, ends = opened(5), forgetful(new_case().open_by_hand("reden", TERMS, BY_HAND))
    merged(stays, ends)
    assert stays.events == []


def test_a_case_moves_with_its_pupil() -> None:
    case = opened(5)
    case.follow_pupil(OTHER_PERSON, CAUSE)
    assert case.person_id == OTHER_PERSON
    assert [entry.kind for entry in case.entries] == [EntryKind.CASE_MOVED]


def test_a_signal_of_another_person_is_no_ground() -> None:
    case = opened(5)
    strange = reached(10, person_id=OTHER_PERSON)
    case.take(strange, CAUSE)
    case.release(strange.ground_id, CAUSE)
    assert case.levels.level == 5
