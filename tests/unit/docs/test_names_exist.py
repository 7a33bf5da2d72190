"""Whatever a page names is there: files, code in files, tests, make targets, commands, modules, headings."""

import importlib.util
import re

import pytest

from . import pages
from .commands import every_command
from .pages import PAGES, ROOT, Link, Page
from .sources import command_line

INSIDE = sorted(
    {
        (link.page.name, link.text, link.path, link.anchor)
        for page in PAGES
        for link in page.links
        if not link.is_outside
    }
)
SENTENCES = sorted(
    {(text, path) for _, text, path, _ in INSIDE if path.startswith("tests/") and path.endswith(".py") and " " in text}
)
NAMED_CODE = sorted(
    {
        (name, Link("", target, page).path)
        for page in PAGES
        for name, target in re.findall(r"`(\w+(?:\.\w+)?)` in\s+\[`[^`]+`\]\(([^)]+)\)", page.prose)
    }
)
PAGES_BY_NAME = {page.name: page for page in PAGES}
CODE_OF_THE_README = 22
"""As many pieces of code were said to be in a file before the README became many pages."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Page):
    inside = [link for link in page.links if not link.is_outside]

    assert [link.target for link in inside if not (ROOT / link.path).exists()] == []
    lost = [link for link in inside if link.anchor and link.anchor not in PAGES_BY_NAME[link.path].anchors]
    assert [link.target for link in lost] == []


def test_there_are_links_to_all_pages_from_the_readme():
    reached = {"README.md"}
    waiting = ["README.md"]
    while waiting:
        targets = {link.path for link in PAGES_BY_NAME[waiting.pop()].links if not link.is_outside}
        new = {target for target in targets if target in PAGES_BY_NAME} - reached
        reached |= new
        waiting += new

    assert reached == set(PAGES_BY_NAME)


def test_a_links_text_is_its_files_name():
    for _, text, path, _ in INSIDE:
        if (name := text.strip("`")).endswith((".py", ".yml", ".toml", ".json", ".j2")):
            assert path.endswith(name.replace("shared/messaging", "shared/src/shared/messaging").split("/")[-1])


def test_no_more_is_said_without_a_file_than_before():
    assert len(NAMED_CODE) >= CODE_OF_THE_README


@pytest.mark.parametrize(("name", "file"), NAMED_CODE, ids=[name for name, _ in NAMED_CODE])
def test_code_is_in_the_file_that_is_said(name, file):
    text = (ROOT / file).read_text(encoding="utf-8")

    for part in name.split("."):
        assert re.search(rf"^\s*(?:async )?(?:def|class) {part}\b|^{part}\b.*=", text, re.MULTILINE), part


@pytest.mark.parametrize(("sentence", "file"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_a_promise_is_shown_by_the_test_that_is_said(sentence, file):
    name = f"test_{sentence.replace(' ', '_')}"

    assert re.search(rf"^(?:async )?def {name}\(", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_paths_in_the_text_exist(page: Page):
    paths = [name for name in page.code if re.fullmatch(r"(?!application/)[\w./-]+/[\w.-]+\.\w+", name)]
    places = (
        "",
        "services/*/src/*/",
        "services/*/src/",
        "shared/src/",
        "services/notifications/src/notifications/**/templates/",
        "tests/interop/*/*/",
    )

    for path in paths:
        assert any(any(ROOT.glob(f"{place}{path}")) for place in places), path


def test_make_targets_exist():
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    named = {target for line in pages.commands() for target in re.findall(r"\bmake ([a-z]+)\b", line)}

    assert named >= {"demo", "test", "docs"}
    assert named <= set(targets)


def test_commands_and_their_options_exist():
    commands = {
        name: {option for parameter in command.params for option in parameter.opts}
        for name, command in every_command(command_line())
    }
    named = _named_commands()

    assert {name for name, _ in named} >= {"up", "demo", "token", "simulate", "import", "trace", "dead-letters list"}
    for name, options in named:
        assert name in commands
        assert options <= commands[name], name


def test_modules_that_are_run_exist():
    named = {module for line in pages.commands() for module in re.findall(r"python -m ([\w.]+)", line)}

    assert named
    for module in named:
        assert importlib.util.find_spec(module), module


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_nothing_tells_of_the_machine_it_was_written_on(page: Page):
    assert not re.search(r"/(?:work|root|home|tmp)/", page.text)


def test_the_readme_is_read_in_a_minute():
    assert len(PAGES_BY_NAME["README.md"].text.splitlines()) <= 150


def _named_commands() -> list[tuple[str, set[str]]]:
    """The command (with its subcommand) and the options of every `flankerend …` on any page."""
    called = [call for line in pages.commands() for call in re.findall(r"\bflankerend ([a-z][^#)|]*)", line)]
    groups = {"clock", "dead-letters"}
    named = []
    for call in called:
        words = call.split()
        size = 2 if words[0] in groups and len(words) > 1 else 1
        named.append((" ".join(words[:size]), {word for word in words if word.startswith("--")}))
    return named
