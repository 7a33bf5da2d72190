"""``python -m shared.local.issuer``: serves until SIGTERM or Ctrl-C."""

import asyncio
import signal
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer
import uvicorn

from shared.local.issuer.app import LocalIssuer
from shared.local.issuer.browser import Browsers
from shared.local.issuer.clients import clients
from shared.local.issuer.people import Person, people
from shared.local.issuer.signing import Signing
from shared.local.secret_file import Secrets
from shared.runtime.signals import on_signals
from shared.service.server import QuietServer
from shared.web.places import PLACES

_STOP_LIMIT_S = 5


def issuer_of(
    web_url: str, *, path: str, secrets: Secrets, everybody: list[Person], services: list[str]
) -> LocalIssuer:
    """The issuer below ``path`` at the one address."""
    address = f"{web_url}{path}"
    return LocalIssuer(
        issuer=address,
        clients=clients(services, web_url=web_url, secrets=secrets),
        people={person.subject: person for person in everybody},
        browsers=Browsers(secrets.sign_in, path=path, secure=urlsplit(address).scheme == "https"),
        signing=Signing(address),
    )


async def serve(issuer: LocalIssuer, port: int) -> None:
    """Serve until it is told to end."""
    config = uvicorn.Config(
        issuer.app(),
        host="127.0.0.1",
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        lifespan="off",
        timeout_graceful_shutdown=_STOP_LIMIT_S,
    )
    server = QuietServer(config)
    on_signals((signal.SIGTERM, signal.SIGINT), server.end)
    await server.serve()


def main(
    port: Annotated[int, typer.Option(help="Port to listen on.")],
    secrets: Annotated[Path, typer.Option(help="The file with the secrets of the stack.", dir_okay=False, exists=True)],
    web_url: Annotated[str, typer.Option(help="The one address of the pages.")] = "http://127.0.0.1:8000",
    path: Annotated[str, typer.Option(help="Where at that address the issuer is.")] = "/aanmelddienst",
    contacts: Annotated[Path | None, typer.Option(help="The directory of contacts (csv).")] = None,
    organisations: Annotated[Path | None, typer.Option(help="The directory of organisations (csv).")] = None,
    service: Annotated[list[str] | None, typer.Option(help="A service with pages; all when there are none.")] = None,
) -> None:
    """Let anybody sign in as anybody of the directory. For the local stack alone."""
    issuer = issuer_of(
        web_url,
        path=path,
        secrets=Secrets.of(secrets),
        everybody=people(contacts, organisations),
        services=service or [*PLACES],
    )
    asyncio.run(serve(issuer, port))


if __name__ == "__main__":
    typer.run(main)
