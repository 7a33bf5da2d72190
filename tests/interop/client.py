"""A client in another language: what it needs, how it is prepared, what it does."""

import asyncio
import os
import shutil
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Literal, Self

_FOLDER = Path(__file__).parent
_LONGEST_S = 600


class ClientFailedError(Exception):
    """A command of a client did not end well, or did something else than it should."""


@dataclass(frozen=True)
class Client:
    """A folder with a `client.toml`.

    `sdk` clients have the commands `send` and `read`; `generated` clients have `use`; `models` have `validate`.
    `calendar` clients have `read`, and `answer` where the library can write.
    """

    folder: Path
    name: str
    kind: Literal["sdk", "generated", "models", "calendar"]
    versions: Mapping[str, str]
    needs: Sequence[str]
    prepare: Sequence[Sequence[str]]
    commands: Mapping[str, Sequence[str]]

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read a client's folder. Raises KeyError for a `client.toml` that lacks something."""
        declared = tomllib.loads((folder / "client.toml").read_text(encoding="utf-8"))
        return cls(
            folder=folder,
            name=folder.relative_to(_FOLDER).as_posix(),
            kind=declared["kind"],
            versions=declared["versions"],
            needs=declared["needs"],
            prepare=declared["prepare"],
            commands=declared["commands"],
        )

    def missing(self) -> list[str]:
        """The programs it needs that are not installed here."""
        return [program for program in self.needs if shutil.which(program) is None]

    def with_versions(self) -> str:
        """Its name, and the versions of what it tries."""
        return f"{self.name}: " + ", ".join(f"{library} {version}" for library, version in self.versions.items())


def clients() -> list[Client]:
    """All clients, by name."""
    return [Client.read(declared.parent) for declared in sorted(_FOLDER.glob("*/*/client.toml"))]


class Workplace:
    """A copy of a client's folder in which it is built and run. What it installed stays for the next time."""

    def __init__(self, client: Client, folder: Path, environment: Mapping[str, str]) -> None:
        self._client = client
        self._folder = folder / client.name
        self._log = folder / f"{client.name.replace('/', '-')}.log"
        self._environment = {**os.environ, **environment}

    async def prepare(self) -> None:
        """Copy the sources, install and build. Raises ClientFailedError."""
        shutil.copytree(self._client.folder, self._folder, dirs_exist_ok=True)
        self._log.write_text("", encoding="utf-8")
        for command in self._client.prepare:
            await self._run(command)

    def can(self, command: str) -> bool:
        """Whether the client has this command."""
        return command in self._client.commands

    async def run(self, command: str, *arguments: str, given: str = "") -> str:
        """Run one of the client's commands; its standard output. Raises ClientFailedError."""
        return await self._run([*self._client.commands[command], *arguments], given)

    async def _run(self, declared: Sequence[str], given: str = "") -> str:
        command = [Template(word).safe_substitute(self._environment) for word in declared]
        with self._log.open("ab") as log:
            log.write(f"\n$ {' '.join(command)}\n".encode())
            log.flush()
            process = await asyncio.create_subprocess_exec(
                *command,
                cwd=self._folder,
                env=self._environment,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
            )
            try:
                async with asyncio.timeout(_LONGEST_S):
                    output, _ = await process.communicate(given.encode())
            except TimeoutError:
                raise ClientFailedError(f"`{' '.join(command)}` did not end in {_LONGEST_S} s") from None
            finally:
                if process.returncode is None:
                    process.kill()
            log.write(output)
        if process.returncode:
            raise ClientFailedError(f"`{' '.join(command)}` ended with {process.returncode}, see {self._log}")
        return output.decode().strip()
