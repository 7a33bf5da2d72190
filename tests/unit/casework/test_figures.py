"""Cases in numbers: groups, steps, and what is left out because few children are behind it."""

from datetime import date
from typing import Any

from casework.domain.figures import CaseSteps, Figure, Hop, HopFigure, add_up
from casework.domain.states import Status
from shared.domain.school_year import SchoolYear

OPENED = date(2026, 10, 12)


def case(**given: Any) -> CaseSteps:
    values: dict[str, Any] = {
        "case_type": "truancy",
        "school": "123456",
        "school_year": SchoolYear(2026),
        "assignee": None,
        "status": Status.ACTIVE,
        "opened_on": OPENED,
    }
    return CaseSteps(**values | given)


def closed(outcome: str, on: date = date(2026, 10, 22), **given: Any) -> CaseSteps:
    return case(status=Status.CLOSED, outcome=outcome, closed_on=on, **given)


def only(*cases: CaseSteps, smallest: int = 1) -> Figure:
    [figure] = add_up(cases, lambda item: (item.case_type,), smallest=smallest)
    return figure


def test_each_hop_is_counted_from_step_to_step() -> None:
    steps = {
        "first_half_day": date(2026, 9, 28),
        "level_on": date(2026, 10, 9),
        "started_on": date(2026, 10, 14),
        "contact_on": date(2026, 10, 15),
        "meeting_on": date(2026, 10, 20),
    }
    figure = only(closed("other", **steps))
    assert {hop: item.median for hop, item in figure.hops.items()} == {
        Hop.FIRST_HALF_DAY_TO_LEVEL: 11,
        Hop.LEVEL_TO_OPENED: 3,
        Hop.OPENED_TO_STARTED: 2,
        Hop.STARTED_TO_CONTACT: 1,
        Hop.CONTACT_TO_MEETING: 5,
        Hop.MEETING_TO_CLOSED: 2,
        Hop.FIRST_HALF_DAY_TO_CONTACT: 17,
        Hop.OPENED_TO_CLOSED: 10,
        Hop.OPENED_TO_MEETING: 8,
    }


def test_a_step_that_was_not_made_is_in_no_hop_and_one_that_came_before_takes_no_days() -> None:
    early = case(started_on=date(2026, 10, 14), contact_on=date(2026, 10, 13))
    figure = only(early, case())
    assert figure.hops[Hop.STARTED_TO_CONTACT] == HopFigure(1, 0, 0)
    assert figure.hops[Hop.MEETING_TO_CLOSED] == HopFigure(0, None, None)


def test_half_of_the_cases_and_nine_of_ten_took_no_longer() -> None:
    figure = only(*(closed("other", date(2026, 10, 12 + days)) for days in (1, 2, 3, 4, 5, 6, 7, 8, 9, 19)))
    assert figure.hops[Hop.OPENED_TO_CLOSED] == HopFigure(10, 5.5, 9)


def test_cases_are_told_apart_by_how_they_stand_and_ended() -> None:
    withdrawn = case(status=Status.WITHDRAWN)
    figure = only(case(), case(was_reopened=True), withdrawn, closed("referred"), closed("other"), closed("other"))
    assert (figure.cases, figure.open, figure.withdrawn, figure.reopened) == (6, 2, 1, 1)
    assert figure.outcomes == {"other": 2, "referred": 1}


def test_small_numbers_are_left_out_and_so_is_what_gives_them_away() -> None:
    figure = only(*[case()] * 10, *[closed("other")] * 8, *[closed("referred")] * 2, smallest=5)
    assert figure.cases == 20
    assert figure.outcomes["referred"] is None
    assert None in (figure.open, figure.outcomes["other"])
    assert figure.hops[Hop.OPENED_TO_CLOSED] == HopFigure(10, 10, 10)


def test_of_few_cases_nothing_is_shown() -> None:
    figure = only(*[closed("other", was_reopened=True)] * 3, smallest=5)
    assert (figure.cases, figure.outcomes["other"], figure.reopened) == (None, None, None)
    assert set(figure.hops.values()) == {HopFigure(None, None, None)}


def test_a_hop_that_all_but_a_few_made_is_left_out() -> None:
    figure = only(*[closed("other")] * 9, case(), smallest=5)
    assert figure.hops[Hop.OPENED_TO_CLOSED] == HopFigure(None, None, None)


def test_a_case_counts_in_each_of_its_groups_and_those_without_group_come_last() -> None:
    figures = add_up([case(), case(school=None)], lambda item: (item.school, "all"), smallest=1)
    assert [(figure.key, figure.cases) for figure in figures] == [("123456", 1), ("all", 2), (None, 1)]
