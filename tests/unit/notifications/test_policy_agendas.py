"""Coordinators are told once what the agenda of the education policy comes to: numbers, and nothing else."""

from notifications.domain.about import About
from notifications.domain.decision import Decision
from notifications.domain.directory import Directory
from notifications.domain.preparation import Needs, Ready, Void
from notifications.subjects.policy_agenda.domain.decide import decide, still_holds
from notifications.subjects.policy_agenda.domain.prepare import needs, prepare
from notifications.subjects.policy_agenda.domain.story import PolicyAgendaStory
from notifications.testing.factories import CASE, contact, knowledge, notice
from notifications.testing.policy_agendas import policy_agenda
from shared.domain.roles import Role

STORY = PolicyAgendaStory(CASE, policy_agenda(coordinators=("an", "bo")))
NOTHING = PolicyAgendaStory(CASE)


def test_each_coordinator_is_told_once():
    wanted = decide(STORY, []).make
    assert [(item.key.slot, item.role, item.key.about) for item in wanted] == [
        (contact_id, Role.COORDINATOR, About("policy-agenda", CASE)) for contact_id in ("an", "bo")
    ]
    told = notice(wanted[0])
    assert [item.key.slot for item in decide(STORY, [told]).make] == ["bo"]
    assert still_holds(told, STORY)


def test_of_an_agenda_that_is_not_kept_nobody_is_told():
    assert decide(NOTHING, []) == Decision()
    told = notice(decide(STORY, []).make[0])
    assert not still_holds(told, NOTHING)
    assert needs(told, NOTHING) is None
    assert needs(told, STORY) == Needs()
    assert isinstance(prepare(told, NOTHING, knowledge()), Void)


def test_a_coordinator_reads_numbers_with_what_is_late_in_front():
    told = notice(decide(STORY, []).make[0])
    ready = prepare(told, STORY, knowledge(known_directory=Directory([contact("an", Role.COORDINATOR)])))
    assert isinstance(ready, Ready)
    view = ready.view
    assert (view.number, view.late) == (4, 1)
    assert [item.code for item in view.items] == ["minutes-not-approved", "sessions-to-plan"]
    assert view.link.endswith("/beleid/agenda")


def test_who_is_not_in_the_directory_is_waited_for():
    told = notice(decide(STORY, []).make[0])
    assert not isinstance(prepare(told, STORY, knowledge()), Ready)
