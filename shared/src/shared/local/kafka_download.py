"""Downloads Kafka's jars through `jgo`. Imported where jars are missing, since what downloads takes long to import."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import requests
from jgo.maven import MavenContext, PythonResolver

from shared.local.errors import DownloadError, TamperedJarError
from shared.local.kafka_jars import Progress
from shared.local.kafka_pins import Jar
from shared.local.maven import remote_repositories

Count = Callable[[int], None]

_DOWNLOADS_AT_ONCE = 6
_INSTEAD = (
    "Set KAFKA_BOOTSTRAP_SERVERS to a running Kafka to do without, or FLANKEREND_MAVEN_URL to a Maven repository "
    "that can be reached from here."
)
_TRUST = (
    " Where the network signs what it lets through, REQUESTS_CA_BUNDLE has to name the file with its certificates, "
    "such as /etc/ssl/certs/ca-certificates.crt."
)


def download(jars: list[Jar], repository: Path, progress: Progress) -> None:
    """Have these jars in the repository. Raises `DownloadError` or `TamperedJarError`."""
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
        instead = _INSTEAD + (_TRUST if isinstance(error, requests.exceptions.SSLError) else "")
        raise DownloadError(f"Kafka's {jar.path.name} could not be downloaded ({type(error).__name__}). {instead}")  # noqa: B904
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
