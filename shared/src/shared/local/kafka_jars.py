"""Apache Kafka's jars: had through `jgo` from a Maven repository once, checked against pinned sums at every start."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import requests
from jgo.maven import MavenContext, PythonResolver

from shared.local import file_locks
from shared.local.errors import DownloadError, TamperedJarError
from shared.local.home import cache_folder
from shared.local.kafka_pins import Jar, pinned_jars
from shared.local.maven import local_repository, remote_repositories

Progress = Callable[[int, int], None]
"""Told the bytes that arrived and the bytes of the whole download."""
Count = Callable[[int], None]

_DOWNLOADS_AT_ONCE = 6
_INSTEAD = (
    "Set KAFKA_BOOTSTRAP_SERVERS to a running Kafka to do without, or FLANKEREND_MAVEN_URL to a Maven repository "
    "that can be reached from here."
)


def kafka_jars(cache: Path | None = None, progress: Progress = lambda _arrived, _all: None) -> list[Path]:
    """The files of all pinned jars, downloaded where needed.

    Raises `DownloadError`, or `TamperedJarError` when a repository answers with another file than the pinned file.
    """
    repository = (cache or cache_folder()) / "maven"
    jars = pinned_jars()
    with _alone(repository):
        places = {jar: _present(jar, repository) for jar in jars}
        _download([jar for jar, place in places.items() if place is None], repository, progress)
    return [(place or repository) / jar.path for jar, place in places.items()]


def _present(jar: Jar, repository: Path) -> Path | None:
    return next((place for place in (repository, local_repository()) if jar.is_at(place)), None)


def _download(jars: list[Jar], repository: Path, progress: Progress) -> None:
    if not jars:
        return
    context = MavenContext(
        resolver=PythonResolver(progress_callback=_counting(sum(jar.size for jar in jars), progress)),
        repo_cache=repository,
        remote_repos=remote_repositories(),
    )
    with ThreadPoolExecutor(_DOWNLOADS_AT_ONCE) as pool:
        for arrived in [pool.submit(_download_one, jar, context) for jar in jars]:
            arrived.result()


def _download_one(jar: Jar, context: MavenContext) -> None:
    file = context.repo_cache / jar.path
    file.unlink(missing_ok=True)
    try:
        context.create_dependency(jar.coordinate).artifact.resolve()
    except (requests.RequestException, RuntimeError, OSError) as error:
        file.unlink(missing_ok=True)
        raise DownloadError(f"Kafka's {jar.path.name} could not be downloaded ({type(error).__name__}). {_INSTEAD}")  # noqa: B904
    if not jar.is_at(context.repo_cache):
        file.unlink()
        raise TamperedJarError(f"{jar.path.name} is not the file that was pinned, and was removed. {_INSTEAD}")


def _counting(whole: int, progress: Progress) -> Callable[[str, int], AbstractContextManager[Count]]:
    arrived = 0

    def count(size: int) -> None:
        nonlocal arrived
        arrived += size
        progress(arrived, whole)

    @contextmanager
    def of_one_file(_name: str, _size: int) -> Iterator[Count]:
        yield count

    return of_one_file


@contextmanager
def _alone(repository: Path) -> Iterator[None]:
    """Two runs that miss the same jars download them once."""
    repository.mkdir(parents=True, exist_ok=True)
    with (repository / ".lock").open("w") as lock:
        file_locks.lock(lock, wait=True)
        yield
