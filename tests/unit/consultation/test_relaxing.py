"""What alone would give a slot, and which slot that is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from consultation.domain.availability import Availability
from consultation.domain.planning_rules import PlanningRules
from consultation.domain.wanted import NoSlot
from consultation.planning.agenda import Agenda
from consultation.planning.diary import Diary
from consultation.planning.no_slot import explain
from consultation.planning.planner import Planner
from consultation.planning.relaxing import REQUIREMENTS, Search
from consultation.testing.factories import (
    FRIDAY,
    MONDAY,
    NOW,
    TUESDAY,
    caseworker,
    contact,
    diary,
    planner,
    slot,
    start_of,
    wanted,
    weekly,
)
from shared.domain.roles import Role


def search(people: Planner, **fields: object) -> Search:
    return Search.begun(people, wanted(**fields), NOW)


def relaxed_start(looked_for: Search, requirement: str) -> str | None:
    relaxed = looked_for.relaxed(requirement)
    return start_of(relaxed.slot) if relaxed else None


def test_a_later_day_says_which_day_and_is_wanted_from_then_on():
    later = search(
        planner(diary("c", availability=weekly("1 08:30-12:00")), caseworker()), not_before=TUESDAY, hold_by=FRIDAY
    )
    relaxed = later.relaxed("hold_by")
    assert relaxed is not None
    assert start_of(relaxed.slot) == "2026-11-23 08:30"
    assert (relaxed.wanted.not_before, relaxed.wanted.hold_by) == (TUESDAY, MONDAY + timedelta(days=7))


def test_what_relaxing_gives_is_told_with_why_there_is_no_slot():
    away = search(
        planner(diary("c", availability=weekly("1 08:30-12:00")), caseworker()), not_before=TUESDAY, hold_by=FRIDAY
    )
    why = explain(away)
    assert why == NoSlot(("counsellor-not-free",), ("availability", "hold_by"))
    assert [start.isoformat() for start in why.gives if start] == [
        "2026-11-17T07:30:00+00:00",
        "2026-11-23T07:30:00+00:00",
    ]


def test_a_missing_contact_gives_no_time():
    assert explain(search(planner(caseworker()))).gives == (None,)


def test_a_notice_that_is_too_long_is_the_reason():
    short = replace(planner(diary("c"), caseworker()), rules=PlanningRules(notice=5))
    looked_for = search(short, hold_by=TUESDAY)
    assert explain(looked_for) == NoSlot(("notice",), ("notice", "hold_by"))
    assert relaxed_start(looked_for, "notice") == "2026-11-16 08:30"


def test_the_way_between_two_places_can_be_what_stands_in_the_way():
    agenda = Agenda()
    agenda.take(slot(MONDAY, "08:30"), "there")
    worker = Diary(contact("worker", Role.CASEWORKER, weekly("1 09:15-10:00")), agenda)
    people = replace(planner(diary("c"), worker), where="here", rules=PlanningRules(travel=timedelta(minutes=20)))
    looked_for = search(people, hold_by=MONDAY)
    assert relaxed_start(looked_for, "travel") == "2026-11-16 09:15"
    assert "travel" in explain(looked_for).relax


def test_a_deputy_can_be_let_in():
    away = diary("c", availability=Availability(max_meetings_per_day=0))
    people = planner(away, diary("d", deputy_of="c"), caseworker())
    in_person = replace(people, rules=PlanningRules(in_person=frozenset({Role.COUNSELLOR})))
    assert relaxed_start(search(in_person), "deputies") == "2026-11-16 08:30"
    assert relaxed_start(search(people), "deputies") is None


def test_a_meeting_of_three_can_do_without_the_third():
    people = planner(diary("c"), caseworker(), diary("clb", Role.CLB, availability=weekly("7 08:30-12:00")))
    three = (Role.COUNSELLOR, Role.CASEWORKER, Role.CLB)
    looked_for = search(people, required_roles=three, optional_roles=())
    relaxed = looked_for.relaxed("without-clb")
    assert relaxed is not None
    assert (relaxed.wanted.required_roles, relaxed.wanted.optional_roles) == (three[:2], three[2:])
    assert explain(looked_for).relax == ("availability", "without-clb")


@pytest.mark.parametrize("requirement", ["without-caseworker", "without-coordinator", "contacts", "anything"])
def test_what_nobody_can_give_up_gives_nothing(requirement: str):
    assert relaxed_start(search(planner(diary("c"))), requirement) is None


def test_every_requirement_that_is_named_can_be_asked_for():
    for requirement in REQUIREMENTS:
        search(planner(diary("c"), caseworker())).relaxed(requirement)
