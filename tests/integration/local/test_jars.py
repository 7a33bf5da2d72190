import hashlib
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import requests

from shared.local import kafka_jars
from shared.local.errors import DownloadError, TamperedJarError
from shared.local.kafka_pins import Jar

CONTENT = b"what was pinned"
JAR = Jar("org.example:broker:1.0", hashlib.sha256(CONTENT).hexdigest(), len(CONTENT))


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A Maven repository with the one jar that is pinned; nothing is in Maven's own cache."""
    served = tmp_path / "served"
    (served / JAR.path).parent.mkdir(parents=True)
    (served / JAR.path).write_bytes(CONTENT)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=served))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("FLANKEREND_MAVEN_URL", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setenv("M2_REPO", str(tmp_path / "m2"))
    monkeypatch.setattr(kafka_jars, "pinned_jars", lambda: [JAR])
    yield served
    server.shutdown()
    server.server_close()


def _jars(tmp_path: Path, **options) -> list[Path]:
    return kafka_jars.kafka_jars(tmp_path / "cache", **options)


def test_a_jar_is_downloaded_once_with_progress(repository, tmp_path):
    told = []

    (first,) = _jars(tmp_path, progress=lambda arrived, whole: told.append((arrived, whole)))
    (repository / JAR.path).unlink()
    (second,) = _jars(tmp_path)

    assert first == second
    assert first.read_bytes() == CONTENT
    assert told[-1] == (len(CONTENT), len(CONTENT))


def test_a_jar_that_is_not_the_pinned_one_is_refused_and_removed(repository, tmp_path):
    (repository / JAR.path).write_bytes(b"something else")

    with pytest.raises(TamperedJarError, match=r"broker-1\.0\.jar"):
        _jars(tmp_path)

    assert not (tmp_path / "cache" / "maven" / JAR.path).exists()


def test_a_jar_that_changed_in_the_cache_is_downloaded_again(repository, tmp_path):
    (jar,) = _jars(tmp_path)
    jar.write_bytes(b"half a downl")

    _jars(tmp_path)

    assert jar.read_bytes() == CONTENT


def test_mavens_own_cache_is_used_when_it_has_the_very_jar(repository, tmp_path):
    (repository / JAR.path).rename(tmp_path / "taken away")
    own = tmp_path / "m2" / JAR.path
    own.parent.mkdir(parents=True)
    own.write_bytes(CONTENT)

    assert _jars(tmp_path) == [own]


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", None])
def test_an_impossible_download_names_what_to_set_instead(repository, tmp_path, monkeypatch, url):
    (repository / JAR.path).unlink()
    if url:
        monkeypatch.setenv("FLANKEREND_MAVEN_URL", url)

    with pytest.raises(DownloadError) as error:
        _jars(tmp_path)

    assert "KAFKA_BOOTSTRAP_SERVERS" in str(error.value)
    assert "FLANKEREND_MAVEN_URL" in str(error.value)


def test_a_download_refused_for_its_certificate_names_where_certificates_are_set(repository, tmp_path, monkeypatch):
    (repository / JAR.path).unlink()

    def refused(*_: object, **__: object) -> None:
        raise requests.exceptions.SSLError

    monkeypatch.setattr(requests.Session, "request", refused)
    with pytest.raises(DownloadError, match="REQUESTS_CA_BUNDLE"):
        _jars(tmp_path)
