"""The ``flankerend`` command."""

import sys
from typing import Any

import typer
from pydantic import ValidationError

from shared.local.commands import clock, dead_letters
from shared.local.commands.demo import demo
from shared.local.commands.import_file import import_file
from shared.local.commands.simulate import simulate
from shared.local.commands.token import token
from shared.local.commands.trace import trace
from shared.local.commands.up import up
from shared.local.errors import LocalStackError
from shared.runtime.http.invalid_fields import settings_errors


class CommandLine(typer.Typer):
    """Ends with exit code 1 and the message alone when the stack says what is wrong, or a setting is."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().__call__(*args, **kwargs)
        except LocalStackError as error:
            print(error, file=sys.stderr)
            raise SystemExit(1) from None
        except ValidationError as error:  # of the settings: nothing else is validated on the way here
            print(*settings_errors(error), sep="\n", file=sys.stderr)
            raise SystemExit(1) from None


app = CommandLine(
    help="Flankerend on this machine: from half-day attendance marks to truancy cases, care meetings and notices.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command()(up)
app.command()(demo)
app.command()(simulate)
app.command()(token)
app.add_typer(clock.app, name="clock")
app.command("import")(import_file)
app.command()(trace)
app.add_typer(dead_letters.app, name="dead-letters")


if __name__ == "__main__":
    app()
