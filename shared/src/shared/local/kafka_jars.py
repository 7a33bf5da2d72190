"""Apache Kafka's jars: had through `jgo` from a Maven repository once, checked against pinned sums at every start."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from shared.local import file_locks
from shared.local.home import cache_folder
from shared.local.kafka_pins import Jar, pinned_jars

Progress = Callable[[int, int], None]
"""Told the bytes that arrived and the bytes of the whole download."""


def kafka_jars(cache: Path | None = None, progress: Progress = lambda _arrived, _all: None) -> list[Path]:
    """The files of all pinned jars, downloaded where needed.

    Raises `DownloadError`, or `TamperedJarError` when a repository answers with another file than the pinned file.
    """
    repository = (cache or cache_folder()) / "maven"
    jars = pinned_jars()
    with _alone(repository):
        places = {jar: _present(jar, repository) for jar in jars}
        if missing := [jar for jar, place in places.items() if place is None]:
            from shared.local.kafka_download import download

            download(missing, repository, progress)
    return [(place or repository) / jar.path for jar, place in places.items()]


def _present(jar: Jar, repository: Path) -> Path | None:
    if jar.is_at(repository):
        return repository
    from shared.local.maven import local_repository  # which takes longer than all the rest

    return local if jar.is_at(local := local_repository()) else None


@contextmanager
def _alone(repository: Path) -> Iterator[None]:
    """Two runs that miss the same jars download them once."""
    repository.mkdir(parents=True, exist_ok=True)
    with (repository / ".lock").open("w") as lock:
        file_locks.lock(lock, wait=True)
        yield
