"""A program on a page is a program that `make interop` runs, and what a page links to is there."""

import re
import tomllib
from pathlib import Path

import pytest

from .pages import ROOT

PAGE = (ROOT / "docs/howto/send-from-your-language.md").read_text(encoding="utf-8")
PROGRAMS = re.findall(r"<!-- file: (\S+) -->\n```[a-z]+\n(.*?)```\n", PAGE, re.DOTALL)
CLIENTS = sorted((ROOT / "tests/interop").glob("*/*/client.toml"))


def test_every_language_has_a_program_that_sends_and_one_that_reads():
    languages = {path.split("/")[2] for path, _ in PROGRAMS}
    assert languages == {"python", "javascript", "java", "go"}
    assert len(PROGRAMS) == 2 * len(languages)


@pytest.mark.parametrize(("path", "program"), PROGRAMS)
def test_a_program_on_the_page_is_the_one_that_is_tried(path: str, program: str):
    assert program == (ROOT / path).read_text(encoding="utf-8")


def test_links_of_the_page_lead_somewhere():
    targets = re.findall(r"\]\(([^)#]+)[^)]*\)", PAGE)
    assert targets
    assert [target for target in targets if not (ROOT / "docs/howto" / target).exists()] == []


@pytest.mark.parametrize("declared", CLIENTS, ids=lambda path: "/".join(path.parts[-3:-1]))
def test_the_versions_a_client_says_are_those_it_installs(declared: Path):
    files = [path for path in declared.parent.iterdir() if path.is_file() and path != declared]
    pinned = "\n".join(path.read_text(encoding="utf-8") for path in files)
    for library, version in tomllib.loads(declared.read_text(encoding="utf-8"))["versions"].items():
        assert library in pinned, library
        assert version in pinned, library
