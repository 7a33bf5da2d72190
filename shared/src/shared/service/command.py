"""``python -m <service> serve | migrate``."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import typer
from pydantic import ValidationError
from pydantic_settings import BaseSettings

from shared.messaging.unit_of_work import AnyUnitOfWork
from shared.runtime.clock import Clock, clock_from
from shared.runtime.http.invalid_fields import settings_errors
from shared.runtime.logging import configure, get_logger
from shared.runtime.settings import DatabaseSettings, ServiceSettings, UnusableSetting
from shared.runtime.signals import on_signals
from shared.service import event_loop, migrating
from shared.service.service import Service

S = TypeVar("S", bound=ServiceSettings)
T = TypeVar("T", bound=BaseSettings)
U = TypeVar("U", bound=AnyUnitOfWork)


def service_command(
    name: str, settings_type: type[S], *, build: Callable[[S, Clock], Service[U]], migrations: Path
) -> typer.Typer:
    """The command line of one service."""
    app = typer.Typer(
        help=f"Flankerend's {name} service. Settings come from the environment; docs/reference/settings.md lists them.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        add_completion=False,
    )

    @app.command()
    def serve() -> None:
        """Serve HTTP and handle events until SIGTERM or Ctrl-C; then finish the work at hand."""
        settings = _settings(settings_type)
        configure(name)
        event_loop.run(_serve(build, settings))

    @app.command()
    def migrate() -> None:
        """Bring the database's tables to the newest version."""
        settings = _settings(DatabaseSettings)
        configure(name)
        revision = event_loop.run(migrating.migrate(settings.database_url, migrations))
        get_logger().info("migration.applied", revision=revision)

    return app


async def _serve(build: Callable[[S, Clock], Service[U]], settings: S) -> None:
    stop = asyncio.Event()
    on_signals((signal.SIGTERM, signal.SIGINT), stop.set)
    try:
        service = build(settings, clock_from(settings.clock_file))
    except UnusableSetting as error:
        print(error, file=sys.stderr)  # noqa: T201
        raise SystemExit(2) from None
    await service.run(stop)


def _settings(settings_type: type[T]) -> T:
    """The settings, or an end that says which setting is wrong.

    A secret may also be the content of a file named after its variable, in ``FLANKEREND_SECRETS_DIR``.
    """
    arguments: dict[str, Any] = {"_secrets_dir": os.environ.get("FLANKEREND_SECRETS_DIR")}
    try:
        return settings_type(**arguments)
    except ValidationError as error:
        for line in settings_errors(error):
            print(line, file=sys.stderr)  # noqa: T201
        raise SystemExit(2) from None
