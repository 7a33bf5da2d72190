import asyncio
import logging
import shutil
import tempfile
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Annotated

import structlog
import typer

from .calendars import reads_and_answers
from .checks import CHECKS
from .client import Client, ClientFailedError, Workplace, clients
from .mail.parts import PARTS, Part
from .mail.server import NotHereError
from .municipality import running

_ROOT = Path(__file__).parents[2]
_SCHEMAS = _ROOT / "shared/src/shared/contracts/schemas"
_WORK = _ROOT / "var/interop"
_CALENDAR = "calendar"


def main(
    names: Annotated[
        list[str] | None, typer.Argument(help="Such as go/cloudevents or mail/postfix; all when absent.")
    ] = None,
) -> None:
    """Let other parties' libraries and generated clients send to the running system and read from it.

    Let mail servers report what reached nobody, and hold a mailbox.
    """
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    everybody, servers = clients(), {f"mail/{part.name}": part for part in PARTS}
    if unknown := set(names or ()) - {client.name for client in everybody} - servers.keys():
        raise typer.BadParameter(f"unknown: {', '.join(sorted(unknown))}")
    chosen = [client for client in everybody if not names or client.name in names]
    parts = [part for name, part in servers.items() if not names or name in names]
    if not asyncio.run(_whole(chosen, parts)):
        raise typer.Exit(1)


async def _whole(chosen: list[Client], parts: list[Part]) -> bool:
    mail = [await _mail_passes(part) for part in parts]
    return await _all_pass(chosen) and all(mail)


async def _mail_passes(part: Part) -> bool:
    name = f"mail/{part.name}"
    try:
        version = await part.check()
    except NotHereError as reason:
        typer.echo(f"skipped  {name} ({reason})")
    except ClientFailedError as failure:
        typer.echo(f"failed   {name}: {failure}")
        return False
    else:
        typer.echo(f"passed   {name}: {version}")
    return True


async def _all_pass(chosen: list[Client]) -> bool:
    able = [client for client in chosen if not client.missing()]
    for client in chosen:
        if client.missing():
            typer.echo(f"skipped  {client.with_versions()} ({', '.join(client.missing())} not installed)")
    passed = [await _passes(client, {}, reads_and_answers) for client in able if client.kind == _CALENDAR]
    return await _all_pass_beside_the_system([client for client in able if client.kind != _CALENDAR]) and all(passed)


async def _all_pass_beside_the_system(able: list[Client]) -> bool:
    if not able:
        return True
    home = Path(tempfile.mkdtemp(prefix="flankerend-interop-"))
    try:
        async with running(home) as municipality:
            shutil.copytree(_SCHEMAS, municipality.documents / "schemas")
            checks = [(client, partial(CHECKS[client.kind], municipality=municipality)) for client in able]
            return all([await _passes(client, municipality.environment, check) for client, check in checks])
    finally:
        shutil.rmtree(home, ignore_errors=True)


async def _passes(
    client: Client, environment: Mapping[str, str], check: Callable[[Workplace], Awaitable[None]]
) -> bool:
    workplace = Workplace(client, _WORK, environment)
    try:
        await workplace.prepare()
        await check(workplace)
    except ClientFailedError as failure:
        typer.echo(f"failed   {client.with_versions()}: {failure}")
        return False
    typer.echo(f"passed   {client.with_versions()}")
    return True


if __name__ == "__main__":
    typer.run(main)
