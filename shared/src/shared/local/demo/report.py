"""The demo's last words: what happened, one pupil's story, and what to try next."""

import shlex
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from rich.console import Console
from rich.table import Table

from shared.local.demo.outcome import Outcome, mark_to_mail_s, percentile
from shared.service.log_lines import LogLine
from shared.service.stories import Hop, find_story

_MILESTONES = {
    "attendance.level_reached": "level reached",
    "case.opened": "case opened",
    "meeting.scheduled": "care meeting planned",
    "notification.sent": "mail handed over",
}


def print_outcome(console: Console, *, events: int, lines: Sequence[LogLine], outcome: Outcome, mails: int) -> None:
    """The table of what happened."""
    console.print("\n[bold]What happened[/bold]")
    table = Table(box=None, padding=(0, 2), show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(justify="right")
    table.add_column()
    table.add_row("events", f"{events:,}", "enrolments, marks, corrections and duplicates")
    table.add_row("marks", f"{sum(_marks(lines).values()):,}", _counts(_marks(lines)))
    table.add_row("signals", f"{len(outcome.signals)}", _counts(outcome.by_status("signals")))
    table.add_row("cases", f"{len(outcome.cases)}", _counts(outcome.by_status("cases")))
    table.add_row("meetings", f"{len(outcome.meetings)}", _counts(outcome.by_status("meetings")))
    table.add_row("", "", _agendas(outcome))
    table.add_row("notices", f"{len(outcome.notices)}", _counts(_templates(outcome)))
    table.add_row("mails", f"{mails}", "kept as .eml files")
    console.print(table)
    times = mark_to_mail_s(lines)
    if times:
        middle, slow = percentile(times, 0.5) * 1000, percentile(times, 0.99) * 1000
        console.print(
            f"  mark accepted to mail handed over: median {middle:.0f} ms, p99 {slow:.0f} ms ({len(times)} mails)",
            highlight=False,
            soft_wrap=True,
        )


def print_story(
    console: Console,
    *,
    case: dict[str, Any],
    register: dict[str, Any],
    lines: Sequence[LogLine],
    meeting: dict[str, Any],
) -> None:
    """One pupil, from the first absence to the sent mail."""
    absences = [half for half in register["half_days"] if half["status"] == "problematic"]
    console.print(f"\n[bold]One pupil's story: case {case['reference']}[/bold]", highlight=False)
    console.print(
        f"  Unjustified half days of pupil {case['pupil']}, school {case['school']}, in {case['school_year']}:",
        highlight=False,
        soft_wrap=True,
    )
    for row in _rows([f"{half['date']} {half['half_day']}" for half in absences], 5):
        console.print("    " + ", ".join(row), highlight=False, soft_wrap=True)
    table = Table(box=None, padding=(0, 2), show_header=False)
    for justify in ("right", "left", "left"):
        table.add_column(justify=justify, no_wrap=True)
    for after, event, details in _told(find_story(lines, case["reference"])):
        table.add_row(after, event, details)
    console.print(table)
    starts = datetime.fromisoformat(meeting["starts_at"])
    console.print(f"  The meeting: {starts:%A %d %B %Y, %H:%M}, {meeting['place']}", highlight=False, soft_wrap=True)


def print_next(console: Console, home: str, mail: str) -> None:
    """What to try next."""
    console.print("\nThe demo has stopped its services; their mails and logs stay.")
    console.print("[bold]What to try next[/bold] (the commands are in .venv/bin)")
    for purpose, command in (
        ("read a mail", mail),
        ("follow a case", f"FLANKEREND_HOME={shlex.quote(home)} flankerend trace SP-…"),
        ("start the system", "flankerend up"),
        ("look at its APIs", "http://127.0.0.1:8001/docs, and 8002 to 8004"),
        ("send it an autumn", "flankerend simulate"),
        ("see it as pages", "flankerend up --demo"),
    ):
        console.print(f"  {purpose:<18} {command}", highlight=False, soft_wrap=True)


def story_of(outcome: Outcome, lines: Sequence[LogLine]) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """A case that got a meeting of its own, with its whole chain in the logs, and that meeting."""
    meetings = {
        case: meeting for meeting in outcome.meetings if not _is_session(meeting) for case in meeting["case_ids"]
    }
    openings = Counter(str(line.fields.get("reference")) for line in lines if line.event == "case.opened")
    for case in sorted(outcome.cases, key=lambda case: str(case["reference"])):
        meeting = meetings.get(case["case_id"])
        if openings[case["reference"]] and meeting and meeting["status"] == "scheduled" and case["status"] == "new":
            return case, meeting
    return None


def _told(hops: Sequence[Hop]) -> Iterator[tuple[str, str, str]]:
    for hop in hops:
        if (milestone := _MILESTONES.get(hop.line.event)) is not None:
            details = hop.details
            shown = [details[name] for name in ("reference", "template") if name in details]
            if hop.line.event == "attendance.level_reached":
                shown = [f"{details.get('reached_level', '')} half days"]
            to = [f"to the {details['recipient_role']}"] if "recipient_role" in details else []
            yield f"+{hop.since_start_s * 1000:,.0f} ms", milestone, " ".join([*shown, *to])


def _rows(items: Sequence[str], length: int) -> list[Sequence[str]]:
    return [items[start : start + length] for start in range(0, len(items), length)]


def _marks(lines: Sequence[LogLine]) -> dict[str, int]:
    names = ("accepted", "unchanged", "superseded", "pending", "rejected")
    return {name: _sum(lines, name) for name in names}


def _sum(lines: Sequence[LogLine], name: str) -> int:
    return sum(int(line.fields.get(name, 0)) for line in lines if line.service == "attendance")


def _templates(outcome: Outcome) -> dict[str, int]:
    return dict(sorted(Counter(notice["template"] for notice in outcome.notices).items()))


def _agendas(outcome: Outcome) -> str:
    sessions = [meeting for meeting in outcome.meetings if _is_session(meeting)]
    cases = sum(len(session["case_ids"]) for session in sessions)
    alone = len(outcome.meetings) - len(sessions)
    return f"{len(sessions)} sessions with {cases} cases, {alone} of one case"


def _is_session(meeting: dict[str, Any]) -> bool:
    return meeting.get("series_id") is not None


def _counts(numbers: dict[str, int]) -> str:
    return ", ".join(f"{number:,} {name}" for name, number in numbers.items() if number)
