"""What the demo tells at its end."""

import io
import shlex
from datetime import UTC, datetime

from rich.console import Console

from shared.local.demo.outcome import Outcome
from shared.local.demo.report import print_next, print_outcome, story_of
from shared.service.log_lines import LogLine


def test_what_to_try_next_can_be_typed_as_it_stands_also_in_a_folder_with_spaces() -> None:
    told = io.StringIO()
    print_next(Console(file=told, width=80), "/home/an els/var/demo", "/home/an els/var/demo/mail")
    [line] = [line for line in told.getvalue().splitlines() if "follow a case" in line]
    assert shlex.split(line)[3:] == ["FLANKEREND_HOME=/home/an els/var/demo", "flankerend", "trace", "SP-…"]


_SESSION = {"status": "scheduled", "series_id": "3f0c", "case_ids": ["c1", "c2"]}
_OF_ONE_CASE = {"status": "scheduled", "series_id": None, "case_ids": ["c3"]}


def test_cases_of_a_standing_meeting_are_told_apart_from_those_that_have_a_meeting_of_their_own() -> None:
    told = io.StringIO()
    outcome = Outcome(meetings=[_SESSION, _SESSION | {"case_ids": []}, _OF_ONE_CASE])
    print_outcome(Console(file=told, width=80), events=0, lines=[], outcome=outcome, mails=0)
    assert "2 sessions with 2 cases, 1 of one case" in told.getvalue()


def test_the_story_is_never_that_of_a_case_on_the_agenda_of_a_session() -> None:
    case = {"case_id": "c1", "reference": "SP-2026-000001", "status": "new"}
    assert story_of(Outcome(cases=[case], meetings=[_SESSION]), [_opened("SP-2026-000001")]) is None
    alone = {**_OF_ONE_CASE, "case_ids": ["c1"]}
    assert story_of(Outcome(cases=[case], meetings=[alone]), [_opened("SP-2026-000001")]) == (case, alone)


def _opened(reference: str) -> LogLine:
    at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    return LogLine(at, "casework", "case.opened", {"reference": reference})
