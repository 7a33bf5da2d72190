"""Plays the demo's autumn into a running stack, and tells what came of it."""

from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from shared.domain.errors import NotFound
from shared.local.demo import autumn, report
from shared.local.demo.data import demo_now, note_played
from shared.local.demo.lag import Lag
from shared.local.demo.outcome import Outcome, settled
from shared.local.demo.services import Services
from shared.local.demo.standing import fix_standing_meeting
from shared.local.stack import Stack
from shared.service.log_lines import log_lines

_SETTLING_LIMIT_S = 60.0


def announce(console: Console) -> None:
    """Say what is about to be played."""
    console.print(f"[bold]Flankerend[/bold]: a school autumn up to {demo_now():%d %B %Y}\n", highlight=False)


async def play(stack: Stack, console: Console) -> None:
    """Agree on a standing meeting, send the autumn, let a caseworker withdraw a case, and print the outcome."""
    async with AsyncExitStack() as running:
        services = await running.enter_async_context(Services(stack))
        lag = await running.enter_async_context(Lag(stack.kafka))
        sessions = await fix_standing_meeting(services, demo_now())
        console.print(f"  a standing care meeting of two schools: {sessions} sessions fixed", highlight=False)
        events = autumn.expected_events(demo_now())
        with progress(console, len(events)) as sent:
            await autumn.play_into(stack, events, lambda _: sent())
        outcome = await _settle(console, services, lag)
        if await _confirm_a_withdrawal(console, services, outcome):
            outcome = await _settle(console, services, lag)
        await _tell(console, stack=stack, services=services, events=len(events), outcome=outcome)
    note_played(stack.home)


async def _settle(console: Console, services: Services, lag: Lag) -> Outcome:
    with console.status("Waiting until the last mail is out"):
        return await settled(services, lag, _SETTLING_LIMIT_S)


async def _confirm_a_withdrawal(console: Console, services: Services, outcome: Outcome) -> bool:
    """A late certificate took a case's ground away; a caseworker confirms, and whoever was told is told again."""
    with_meeting = {case for meeting in outcome.meetings for case in meeting["case_ids"]}
    proposed = [case for case in outcome.cases if case["status"] == "withdrawal-proposed"]
    if not proposed:
        return False
    case = min(proposed, key=lambda case: (case["case_id"] not in with_meeting, case["reference"]))
    await services.post("casework", f"/cases/{case['case_id']}/withdraw", {"reason": "Attest kwam later binnen"})
    console.print(f"  a late certificate: case {case['reference']} is withdrawn by a caseworker", highlight=False)
    return True


async def _tell(console: Console, *, stack: Stack, services: Services, events: int, outcome: Outcome) -> None:
    lines = log_lines(stack.home.logs)
    mails = len(list(stack.home.mail.glob("*.eml")))
    report.print_outcome(console, events=events, lines=lines, outcome=outcome, mails=mails)
    story = report.story_of(outcome, lines)
    if story is None:
        raise NotFound("no case could be followed to its mails; the logs are in the demo's folder")
    case, meeting = story
    path = f"/pupils/{case['school']}/{case['pupil']}/attendance"
    register = await services.get("attendance", path, school_year=case["school_year"])
    report.print_story(console, case=case, register=register, lines=lines, meeting=meeting)


@contextmanager
def progress(console: Console, events: int) -> Iterator[Callable[[], None]]:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    plain = not console.is_interactive
    with Progress(*columns, TimeElapsedColumn(), console=console, transient=True, disable=plain) as progress:
        task = progress.add_task("Schools send their marks", total=events)
        yield lambda: progress.advance(task)
    console.print(f"  {events:,} events of {autumn.SCHOOLS} schools sent", highlight=False)
