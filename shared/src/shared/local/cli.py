"""The ``flankerend`` command."""

import sys
from importlib import import_module
from typing import Any

import typer
from pydantic import ValidationError
from typer.core import TyperGroup

from shared.local.errors import LocalStackError

_COMMANDS = {
    "up": "up:up",
    "demo": "demo:demo",
    "simulate": "simulate:simulate",
    "token": "token:token",
    "clock": "clock:app",
    "import": "import_file:import_file",
    "trace": "trace:trace",
    "reply": "reply:reply",
    "dead-letters": "dead_letters:app",
    "ledger": "ledger:app",
}


class Commands(TyperGroup):
    """The commands by name. What a command needs is imported when the command is named, and no other's."""

    def list_commands(self, ctx: Any) -> list[str]:
        return [*_COMMANDS]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name].partition(":")
        command = getattr(import_module(f"shared.local.commands.{module}"), name)
        alone = typer.Typer(add_completion=False)
        if isinstance(command, typer.Typer):
            alone.add_typer(command, name=cmd_name)
        else:
            alone.command(cmd_name)(command)
        return typer.main.get_group(alone).commands[cmd_name]


class CommandLine(typer.Typer):
    """Ends with exit code 1 and the message alone when the stack says what is wrong, or a setting is."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().__call__(*args, **kwargs)
        except LocalStackError as error:
            print(error, file=sys.stderr)
            raise SystemExit(1) from None
        except ValidationError as error:  # of the settings: nothing else is validated on the way here
            from shared.runtime.http.invalid_fields import settings_errors  # it brings all of HTTP along

            print(*settings_errors(error), sep="\n", file=sys.stderr)
            raise SystemExit(1) from None


app = CommandLine(
    cls=Commands,
    help="Flankerend on this machine: from half-day attendance marks to truancy cases, care meetings and notices.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


@app.callback()
def _commands() -> None:
    """Makes a group of it, although its commands are added elsewhere."""


if __name__ == "__main__":
    app()
