"""What Apache Kafka is made of: ``jars.txt`` pins what its own build description resolves to.

``python -m shared.local.kafka_pins COORDINATE...`` prints such a list for other versions.
"""

import hashlib
import sys
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path, PurePosixPath

from shared.local.home import cache_folder


@dataclass(frozen=True)
class Jar:
    """One pinned file: its Maven coordinate, SHA-256 and size in bytes."""

    coordinate: str
    sha256: str
    size: int

    @property
    def path(self) -> PurePosixPath:
        """Where it is in any Maven repository."""
        group, artifact, version = self.coordinate.split(":")
        return PurePosixPath(*group.split("."), artifact, version, f"{artifact}-{version}.jar")

    def is_at(self, repository: Path) -> bool:
        """Whether the repository has the very file."""
        file = repository / self.path
        return file.is_file() and _sha256(file) == self.sha256


def pinned_jars() -> list[Jar]:
    """What ``jars.txt`` pins."""
    lines = files("shared.local").joinpath("jars.txt").read_text().splitlines()
    fields = (line.split() for line in lines if line and not line.startswith("#"))
    return [Jar(coordinate, sha256, int(size)) for coordinate, sha256, size in fields]


def pin(*coordinates: str) -> list[Jar]:
    """Resolve coordinates with all they need at run time. No coordinate manages the versions of another."""
    from jgo.maven import MavenContext

    from shared.local.maven import remote_repositories

    context = MavenContext(repo_cache=cache_folder() / "maven", remote_repos=remote_repositories())
    wanted = [context.create_dependency(f"{coordinate}!") for coordinate in coordinates]
    named, needed = context.resolver.resolve(wanted)
    jars = []
    for dependency in {str(jar.artifact.component): jar for jar in [*named, *needed]}.values():
        file = dependency.artifact.resolve()
        coordinate = f"{dependency.groupId}:{dependency.artifactId}:{dependency.version}"
        jars.append(Jar(coordinate, _sha256(file), file.stat().st_size))
    return sorted(jars, key=lambda jar: jar.coordinate)


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


if __name__ == "__main__":
    for pinned in pin(*sys.argv[1:]):
        print(pinned.coordinate, pinned.sha256, pinned.size)
