"""Whatever the README names is there: files, code in files, tests, make targets, commands, modules, headings."""

import importlib.util
import re

import pytest
import typer

from shared.local.cli import app

from . import page

FILES = sorted({(text, target) for text, target in page.links() if not target.startswith(("#", "https://"))})
SENTENCES = [(text, target) for text, target in FILES if target.startswith("tests/") and target.endswith(".py")]
NAMED_CODE = re.findall(r"`(\w+(?:\.\w+)?)` in\s+\[`[^`]+`\]\(([^)]+)\)", page.prose())


def test_links_lead_somewhere():
    missing = [target for _, target in FILES if not (page.ROOT / target.partition("#")[0]).exists()]
    lost = [target for _, target in page.links() if target.startswith("#") and target[1:] not in page.anchors()]

    assert len(FILES) > 20
    assert missing == []
    assert lost == []


def test_a_links_text_is_its_files_name():
    for text, target in FILES:
        if (name := text.strip("`")).endswith((".py", ".yml", ".toml", ".json", ".j2")):
            assert target.endswith(name.replace("shared/messaging", "shared/src/shared/messaging").split("/")[-1])


@pytest.mark.parametrize(("name", "file"), NAMED_CODE, ids=[name for name, _ in NAMED_CODE])
def test_code_is_in_the_file_that_is_said(name, file):
    text = (page.ROOT / file).read_text(encoding="utf-8")

    for part in name.split("."):
        assert re.search(rf"^\s*(?:async )?(?:def|class) {part}\b|^{part}\b.*=", text, re.MULTILINE), part


@pytest.mark.parametrize(("sentence", "file"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_a_promise_is_shown_by_the_test_that_is_said(sentence, file):
    name = f"test_{sentence.replace(' ', '_')}"

    assert re.search(rf"^(?:async )?def {name}\(", (page.ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)


def test_paths_in_the_text_exist():
    paths = [name for name in page.code() if re.fullmatch(r"[\w./-]+/[\w.-]+\.\w+", name) and " " not in name]
    places = (
        "",
        "services/*/src/*/",
        "services/*/src/",
        "shared/src/",
        "services/notifications/src/notifications/subjects/*/templates/",
    )

    for path in paths:
        assert any(any(page.ROOT.glob(f"{place}{path}")) for place in places), path


def test_make_targets_exist():
    targets = re.findall(r"^([a-z]+):", (page.ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    named = set(re.findall(r"\bmake ([a-z]+)\b", "\n".join([*page.code(), page.fenced()])))

    assert named >= {"demo", "test"}
    assert named <= set(targets)


def test_commands_and_their_options_exist():
    commands = _commands(typer.main.get_command(app))
    named = _named_commands()

    assert {name for name, _ in named} >= {"up", "demo", "token", "simulate", "import", "trace", "dead-letters list"}
    for name, options in named:
        assert name in commands
        assert options <= commands[name], name


def test_modules_that_are_run_exist():
    named = re.findall(r"python -m ([\w.]+)", "\n".join([*page.code(), page.fenced()]))

    assert named
    for module in named:
        assert importlib.util.find_spec(module), module


def test_nothing_tells_of_the_machine_it_was_written_on():
    assert not re.search(r"/(?:work|root|home|tmp)/", page.PAGE)


def _named_commands() -> list[tuple[str, set[str]]]:
    """The command (with its subcommand) and the options of every `flankerend …` on the page."""
    lines = [*page.code(), *page.fenced().splitlines()]
    called = [call for line in lines for call in re.findall(r"\bflankerend ([a-z][^#)|]*)", line)]
    groups = {"clock", "dead-letters"}
    named = []
    for call in called:
        words = call.split()
        size = 2 if words[0] in groups and len(words) > 1 else 1
        named.append((" ".join(words[:size]), {word for word in words if word.startswith("--")}))
    return named


def _commands(group: object, before: str = "") -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, command in getattr(group, "commands", {}).items():
        found[before + name] = {option for parameter in command.params for option in parameter.opts}
        found |= _commands(command, f"{before}{name} ")
    return found
