from pathlib import Path

import pytest

from shared.local import maven

SETTINGS = """<settings xmlns="http://maven.apache.org/SETTINGS/1.2.0">
  <servers><server><id>own</id><username>reader</username><password>${{env.MAVEN_WORD}}</password></server></servers>
  <mirrors>{}</mirrors>
</settings>"""


def _mirror(of: str, identifier: str = "open", url: str = "https://mirror.example/all/") -> str:
    return f"<mirror><id>{identifier}</id><mirrorOf>{of}</mirrorOf><url>{url}</url></mirror>"


@pytest.fixture
def configured(monkeypatch, tmp_path):
    monkeypatch.delenv("FLANKEREND_MAVEN_URL", raising=False)
    monkeypatch.setenv("MAVEN_WORD", "a/b")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    (tmp_path / ".m2").mkdir()

    def write(*mirrors: str) -> None:
        (tmp_path / ".m2" / "settings.xml").write_text(SETTINGS.format("".join(mirrors)))

    return write


@pytest.mark.parametrize("of", ["central", "*", "external:*", "other,central"])
def test_a_mirror_of_central_is_used(configured, of):
    configured(_mirror(of))

    assert list(maven.remote_repositories().values()) == ["https://mirror.example/all"]


@pytest.mark.parametrize("of", ["other", "*,!central", "external:http:*"])
def test_another_mirror_is_not(configured, of):
    configured(_mirror(of))

    assert list(maven.remote_repositories().values()) == [maven.MAVEN_CENTRAL_URL]


def test_the_first_mirror_that_fits_wins(configured):
    configured(_mirror("central", url="https://first.example"), _mirror("*", url="https://second.example"))

    assert list(maven.remote_repositories().values()) == ["https://first.example"]


def test_a_mirror_with_a_login_gets_it(configured):
    configured(_mirror("*", identifier="own"))

    assert list(maven.remote_repositories().values()) == ["https://reader:a%2Fb@mirror.example/all"]


def test_the_setting_goes_before_all(configured, monkeypatch):
    configured(_mirror("*"))
    monkeypatch.setenv("FLANKEREND_MAVEN_URL", "http://127.0.0.1:1/maven/")

    assert list(maven.remote_repositories().values()) == ["http://127.0.0.1:1/maven"]
