"""``flankerend token``: a bearer token for the services of the local stack.

In a service's container, where the secret is a setting: ``python -m shared.local.commands.token --role caseworker``.
"""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from shared.domain.roles import Role
from shared.local.errors import LocalStackError
from shared.local.home import Home
from shared.local.secret_file import Secrets
from shared.local.tokens import DEFAULT_LIFE_S, make_token


def token(
    role: Annotated[Role, typer.Option(help="What the bearer may do.")],
    school: Annotated[
        str | None, typer.Option(help="Institution number, for the role school.", metavar="NUMBER")
    ] = None,
    contact: Annotated[
        str | None,
        typer.Option(
            help="Id in the directory of contacts: for counsellor, clb, youth-coach and caseworker.", metavar="ID"
        ),
    ] = None,
    organisation: Annotated[
        str | None, typer.Option(help="Id in the directory of organisations, for the role partner.", metavar="ID")
    ] = None,
    expires_in: Annotated[int, typer.Option(help="Life in seconds.", min=1, metavar="SECONDS")] = DEFAULT_LIFE_S,
) -> None:
    """Print a bearer token.

    Example: curl -H "Authorization: Bearer $(flankerend token --role caseworker)" http://127.0.0.1:8002/cases
    """
    secret = _secret_of_this_container() or Secrets.of(Home.default().secrets).token
    typer.echo(
        make_token(secret, role, school=school, contact=contact, organisation=organisation, expires_in=expires_in)
    )


def _secret_of_this_container() -> str | None:
    folder = os.environ.get("FLANKEREND_SECRETS_DIR")
    return (Path(folder) / "flankerend_token_secret").read_text() if folder else None


if __name__ == "__main__":
    try:
        typer.run(token)
    except LocalStackError as error:
        sys.exit(str(error))
