"""On which agenda a case comes, who makes room for it, and when there is no place."""

from datetime import date, timedelta

import pytest

from consultation.domain.urgency import AgendaRules, EmptySession, Meets, Urgency
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.session import AgendaItem
from consultation.series.domain.placing import asked_anew, in_turn, is_open, put_on_agenda, suits
from consultation.testing.factories import (
    MONDAY,
    NOW,
    OTHER_SCHOOL,
    THURSDAY,
    TUESDAY,
    a_session,
    agenda_item,
    at,
    wanted,
)

LATER = TUESDAY + timedelta(days=7)
"""The day of the session after the one on Tuesday."""


def item(number: int, *, until: date | None = None, **fields: object) -> AgendaItem:
    terms = wanted() if until is None else wanted(hold_by=until)
    return agenda_item(number, **{"wanted": terms, **fields})


def sessions(first: list[AgendaItem], second: list[AgendaItem] = ()) -> list[Meeting]:
    """Two sessions of half an hour: two cases each."""
    return [a_session(*first, minutes=30), a_session(*second, day=LATER, minutes=30)]


def agendas(changed: tuple[Meeting, ...]) -> dict[str, list[int]]:
    """The cases on the agendas of the sessions that changed, by day."""
    return {f"{session.wanted.not_before:%d}": [case.int for case in session.case_ids] for session in changed}


def test_the_next_session_with_time_left():
    assert agendas(put_on_agenda(item(1), sessions([]), NOW)) == {"17": [1]}
    full = sessions([item(2), item(3)])
    assert agendas(put_on_agenda(item(4), full, NOW)) == {"24": [4]}


def test_cases_are_in_the_order_of_urgency_and_people_may_have_another():
    by_hand = [item(3, rank=2), item(2)]
    (session,) = put_on_agenda(item(1, rank=1), [a_session(*by_hand)], NOW)
    assert [case.int for case in session.case_ids] == [1, 3, 2]


def test_a_session_before_or_after_what_the_case_asks_is_passed_over():
    soon = item(1, until=MONDAY)
    assert put_on_agenda(soon, sessions([]), NOW) == ()
    late = agenda_item(1, wanted=wanted(not_before=THURSDAY))
    assert agendas(put_on_agenda(late, sessions([]), NOW)) == {"24": [1]}


def test_a_session_of_another_school():
    elsewhere = agenda_item(1, wanted=wanted(school=OTHER_SCHOOL))
    assert not suits(a_session(), elsewhere)
    assert suits(a_session(other_schools=(OTHER_SCHOOL,)), elsewhere)


def test_a_less_urgent_case_makes_room_and_goes_to_the_next_session():
    full = sessions([item(2, rank=1), item(3, rank=2)])
    assert agendas(put_on_agenda(item(1, rank=0), full, NOW)) == {"17": [1, 2], "24": [3]}


def test_an_equally_urgent_case_makes_room_only_where_there_is_no_other_way():
    full = sessions([item(2), item(3)])
    assert agendas(put_on_agenda(item(1, until=THURSDAY), full, NOW)) == {"17": [1, 2], "24": [3]}
    assert agendas(put_on_agenda(item(1), full, NOW)) == {"24": [1]}


@pytest.mark.parametrize("other", [item(3, until=THURSDAY, rank=2), item(3, rank=2, minutes=5)])
def test_nobody_loses_a_place_without_another_or_for_too_little_time(other: AgendaItem):
    full = sessions([item(2, until=THURSDAY, minutes=30 - other.minutes), other])
    assert put_on_agenda(item(1, until=THURSDAY, rank=0, minutes=20), full, NOW) == ()


def test_a_more_urgent_case_makes_no_room_for_a_less_urgent_one():
    full = sessions([item(2, rank=0), item(3, rank=0)], [item(4, rank=0), item(5, rank=0)])
    assert put_on_agenda(item(1, rank=1), full, NOW) == ()


def test_a_case_that_asks_anew_stays_on_its_agenda():
    (session,) = asked_anew(item(1, minutes=20), sessions([item(2), item(1)]), NOW)
    assert [(own.case_id.int, own.minutes) for own in session.session.agenda] == [(2, 15), (1, 20)]
    assert asked_anew(item(1, until=MONDAY), sessions([item(1)]), NOW) == ()


def test_which_sessions_are_open():
    session = a_session()
    assert is_open(session, NOW)
    assert not is_open(session, at(TUESDAY, "10:00"))
    assert not is_open(session.with_agenda_told(NOW), NOW)
    assert not is_open(session.cancel(None, NOW), NOW)


def test_the_last_turn_is_at_the_end():
    assert in_turn((item(1), item(2)), item(3))[-1].case_id.int == 3


class TestUrgencies:
    rules = AgendaRules(
        urgencies=(
            Urgency(case_type="truancy", rule="half-days", from_level=30, meets=Meets.AD_HOC, minutes=30),
            Urgency(case_type="truancy", rule="half-days", from_level=15, meets=Meets.SESSION, minutes=20),
            Urgency(case_type="truancy", meets=Meets.SESSION, minutes=15),
        ),
        told_before=3,
        empty=EmptySession.KEEP,
    )

    @pytest.mark.parametrize(
        ("rule", "level", "rank"),
        [("half-days", 30, 0), ("half-days", 29, 1), ("half-days", 10, 2), ("lateness", 30, 2), (None, None, 2)],
    )
    def test_the_first_that_fits_and_levels_of_its_rule_alone(self, rule: str | None, level: int | None, rank: int):
        assert self.rules.of("truancy", rule, level) == (rank, self.rules.urgencies[rank])

    def test_nothing_is_agreed_on_for_another_type_of_case(self):
        assert self.rules.of("bullying", None, None) is None
