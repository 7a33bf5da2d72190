"""What an import comes to: numbers, and the first lines that somebody has to look at."""

from attendance.register.application.results import Result
from attendance.register.domain.registration import Outcome
from attendance.residents.domain import outcomes as lists
from attendance.school_files.domain.outcomes import MOST_LINES, ImportOutcome, LineOutcome

ACCEPTED, PENDING = Result(Outcome.ACCEPTED), Result(Outcome.PENDING, "no-enrolment")


def test_an_accepted_line_is_counted_and_not_listed() -> None:
    outcome = ImportOutcome()
    outcome.add(2, ACCEPTED, 2)
    assert (outcome.counts, outcome.lines) == ({Outcome.ACCEPTED: 2}, [])


def test_equal_results_of_a_line_are_listed_once() -> None:
    outcome = ImportOutcome()
    outcome.add(2, PENDING)
    outcome.add(2, PENDING)
    assert (outcome.counts, outcome.lines) == ({Outcome.PENDING: 2}, [LineOutcome(2, Outcome.PENDING, "no-enrolment")])


def test_a_remark_is_listed_unless_the_line_was_rejected() -> None:
    outcome = ImportOutcome()
    outcome.add(2, ACCEPTED, remark="look at me")
    outcome.add(3, Result(Outcome.REJECTED, "outside-calendar"), remark="look at me")
    outcome.add(4, PENDING, remark="look at me")
    assert [(line, reason) for line, _, reason in outcome.lines] == [
        (2, "look at me"),
        (3, "outside-calendar"),
        (4, "look at me"),
        (4, "no-enrolment"),
    ]


def test_unknown_codes_are_counted_where_the_mark_is_kept_and_named_in_any_case() -> None:
    outcome = ImportOutcome()
    outcome.add(2, ACCEPTED, recognised=False)
    outcome.add(2, ACCEPTED, recognised=False)
    outcome.add(3, Result(Outcome.UNCHANGED), recognised=False)
    assert (outcome.unknown_codes, outcome.unknown_code_lines) == (2, [2, 3])


def test_no_more_lines_are_listed_than_anybody_reads() -> None:
    outcome, residents = ImportOutcome(), lists.ListOutcome()
    for line in range(MOST_LINES + 5):
        outcome.refuse(line, "malformed")
        outcome.add(line, ACCEPTED, recognised=False)
        residents.add(line, lists.LineStatus.REJECTED, "malformed")
        residents.complete(line)
    assert len(outcome.lines) == len(outcome.unknown_code_lines) == MOST_LINES
    assert len(residents.lines) == len(residents.completed_lines) == MOST_LINES
    assert residents.counts[lists.LineStatus.REJECTED] == MOST_LINES + 5


def test_a_line_of_a_list_without_a_reason_is_only_counted() -> None:
    outcome = lists.ListOutcome()
    outcome.add(2, lists.LineStatus.ACCEPTED)
    assert (outcome.counts, outcome.lines) == ({lists.LineStatus.ACCEPTED: 1}, [])
