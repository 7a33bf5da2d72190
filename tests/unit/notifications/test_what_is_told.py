"""Each subject's table: who is told what, why and with which fields; and a text for every row."""

from dataclasses import replace

import pytest

from notifications.application.subject import AnySubject
from notifications.domain.telling import Naming, Telling, Why
from notifications.subjects.body_session.domain.vocabulary import SessionTemplate
from notifications.subjects.case.domain.tellings import TELLINGS as OF_CASES
from notifications.subjects.case.domain.vocabulary import CaseTemplate
from notifications.subjects.early_signal.domain.vocabulary import EarlySignalTemplate
from notifications.subjects.meeting.domain.tellings import TELLINGS as OF_MEETINGS
from notifications.subjects.meeting.domain.vocabulary import WITHOUT_TIME, MeetingTemplate
from notifications.subjects.policy_agenda.domain.vocabulary import PolicyAgendaTemplate
from notifications.subjects.registry import SUBJECTS, by_kind
from shared.domain.roles import Role

DUTCH_DOTS = len((".txt", ".j2"))
"""A translation has its language in front of these."""
ALL = [entry.subject for entry in SUBJECTS]


def text_of(row: Telling) -> str:
    return f"{row.template}/{row.version}/{row.text}.txt.j2"


@pytest.mark.parametrize("subject", ALL, ids=lambda subject: subject.kind)
def test_every_row_has_its_words_and_all_words_of_its_version_are_of_a_row(subject: AnySubject) -> None:
    """Words of an earlier version stay beside them: a notice keeps the version it was made with."""
    newest = {row.template: row.version for row in subject.tellings}
    paths = subject.templates.glob("*/*/*")
    kept = {path.relative_to(subject.templates) for path in paths if path.name.count(".") == DUTCH_DOTS}
    current = {path.as_posix() for path in kept if int(path.parts[1]) >= newest.get(path.parts[0], 0)}
    assert current == {text_of(row) for row in subject.tellings}


@pytest.mark.parametrize("subject", ALL, ids=lambda subject: subject.kind)
def test_no_reader_has_two_rows_of_a_template(subject: AnySubject) -> None:
    rows = [(row.template, row.role) for row in subject.tellings]
    assert len(set(rows)) == len(rows)


def test_a_subject_is_found_by_the_kind_of_what_it_is_about() -> None:
    assert {kind: subject.kind for kind, subject in by_kind(SUBJECTS).items()} == {
        "case": "case",
        "meeting": "meeting",
        "body-session": "body-session",
        "early-signal": "early-signal",
        "policy-agenda": "policy-agenda",
    }


def test_a_template_belongs_to_one_subject() -> None:
    templates = [template for subject in ALL for template in subject.tellings.templates]
    assert templates == [*CaseTemplate, *MeetingTemplate, *SessionTemplate, *EarlySignalTemplate, *PolicyAgendaTemplate]


def test_the_coach_hears_of_pupils_of_secondary_school_and_the_school_of_younger_pupils() -> None:
    """What arrived before 1 December 2026 says no level: openings as they were told then, escalations to the CLB."""
    for template in (CaseTemplate.OPENED, CaseTemplate.REOPENED, CaseTemplate.TRANSFERRED):
        assert OF_CASES.told(template, "secundair") == OF_CASES.told(template) == (Role.CLB, Role.YOUTH_COACH)
        for level in ("kleuter", "lager"):
            assert OF_CASES.told(template, level) == (Role.CLB, Role.COUNSELLOR)
    assert OF_CASES.told(CaseTemplate.ESCALATED, "secundair") == (Role.CLB, Role.YOUTH_COACH)
    assert OF_CASES.told(CaseTemplate.ESCALATED, "lager") == OF_CASES.told(CaseTemplate.ESCALATED) == (Role.CLB,)


def test_a_row_with_a_field_that_nobody_makes_is_refused() -> None:
    row = OF_CASES.to(CaseTemplate.OPENED, Role.YOUTH_COACH)
    with pytest.raises(ValueError, match="CaseForCoach has no pupil"):
        replace(row, shown=("reference", "pupil"))


def test_what_takes_a_row_back_is_a_template_of_the_same_table() -> None:
    for subject in ALL:
        corrections = {name for row in subject.tellings if row.corrected_by for name in row.corrected_by.split(", ")}
        assert corrections <= set(subject.tellings.templates)


def test_a_row_says_why_a_receiver_is_told_and_what_is_shown() -> None:
    coach = OF_CASES.to(CaseTemplate.OPENED, Role.YOUTH_COACH)
    assert (coach.why, coach.shown, coach.naming) == (
        Why.SUPPORTS_PUPILS,
        ("reference", "school", "link"),
        Naming.NONE,
    )
    assert OF_CASES.to(CaseTemplate.OPENED, Role.CLB).why is Why.INVOLVED_BY_LAW
    assert "pupil" in OF_CASES.to(CaseTemplate.WITHDRAWN, Role.CLB).shown
    assert "pupil" not in OF_CASES.to(CaseTemplate.WITHDRAWN, Role.COORDINATOR).shown


def test_a_participant_without_a_row_of_their_own_reads_no_names() -> None:
    for template in set(MeetingTemplate) - WITHOUT_TIME:
        assert OF_MEETINGS.to(template, Role.CASEWORKER).naming is Naming.FULL
        assert OF_MEETINGS.to(template, Role.YOUTH_COACH).naming is Naming.FIRST
        assert OF_MEETINGS.to(template, Role.COORDINATOR).naming is Naming.NONE


def test_whoever_the_table_does_not_have_is_told_nothing() -> None:
    with pytest.raises(LookupError):
        OF_CASES.to(CaseTemplate.OPENED, Role.CASEWORKER)
    with pytest.raises(LookupError):
        OF_CASES.to("case-sung", Role.CLB)
