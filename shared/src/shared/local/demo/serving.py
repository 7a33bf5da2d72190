"""The demo as ``flankerend up --demo`` serves it."""

from urllib.parse import quote

from rich.console import Console

from shared.local.demo.data import demo_stack, is_played, require_fresh
from shared.local.demo.play import announce, play
from shared.local.issuer.people import by_role, people
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
    console.print(f"\nThe pages are at [bold]{stack.web_url}[/bold]. Sign in with one click:", highlight=False)
    for role, persons in by_role(people(None)).items():
        address = f"{stack.web_url}{SIGN_IN}/{HOME}?als={quote(persons[0].subject)}"
        console.print(f"  {role:<12} {address}", highlight=False, soft_wrap=True)
    console.print(f"\n  mails        {stack.home.mail}", highlight=False, soft_wrap=True)
    console.print(f"  logs         {stack.home.folder / 'log'}", highlight=False, soft_wrap=True)
