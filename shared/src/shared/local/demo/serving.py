"""The demo as ``flankerend up --demo`` serves it."""

from urllib.parse import quote

from rich.console import Console

from shared.local.demo.data import DEMO_SEED, demo_stack, has_policy, is_played, note_policy, require_fresh
from shared.local.demo.play import announce, play
from shared.local.issuer.people import by_role, people
from shared.local.simulation.policy.play import play_policy
from shared.local.simulation.policy.telling import told
from shared.local.simulation.policy.town_hall import TownHall
from shared.local.stack import Stack
from shared.local.start_display import StartDisplay
from shared.web.places import HOME, SIGN_IN


def stack_to_serve(display: StartDisplay, console: Console) -> Stack:
    """The stack on the demo's data, or on fresh data for a demo that is still to be played.

    Raises a LocalStackError while a demo runs.
    """
    if not is_played():
        require_fresh()
        announce(console)
    return demo_stack(ports="configured", display=display)


async def tell(stack: Stack, console: Console) -> None:
    """Play the demo if it was not played; then say where to look, as anybody."""
    if not is_played():
        await play(stack, console)
    if not has_policy():
        await _play_policy(stack, console)
    console.print(f"\nThe pages are at [bold]{stack.web_url}[/bold]. Sign in with one click:", highlight=False)
    for role, persons in by_role(people(None)).items():
        address = f"{stack.web_url}{SIGN_IN}/{HOME}?als={quote(persons[0].subject)}"
        console.print(f"  {role:<12} {address}", highlight=False, soft_wrap=True)
    console.print(f"\n  mails        {stack.home.mail}", highlight=False, soft_wrap=True)
    console.print(f"  logs         {stack.home.folder / 'log'}", highlight=False, soft_wrap=True)


async def _play_policy(stack: Stack, console: Console) -> None:
    """The education policy that the pages show; `flankerend demo` itself, which tells of pupils, has none."""
    with console.status("Writing the education policy of two school years"):
        async with TownHall.at(stack.service_url("consultation"), stack.secrets.token) as town_hall:
            made = await play_policy(town_hall, now=stack.clock.now(), seed=DEMO_SEED)
    note_policy(stack.home)
    console.print(f"  {told(made)}", highlight=False, soft_wrap=True)
