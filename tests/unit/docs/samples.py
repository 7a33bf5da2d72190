"""The samples of CONTRIBUTING: one of each thing, cut from the code as it is."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from textwrap import dedent

from .pages import ROOT

CONSULTATION = "services/consultation/src/consultation"


@dataclass(frozen=True)
class Cut:
    """What is shown of a file: names of it, of its classes (`Contacts.get`) or inside a function, in its order.

    Of what is longer than ``most`` lines the beginning is shown.
    """

    file: str
    names: tuple[str, ...]
    most: int = 40


SAMPLES: Mapping[str, tuple[Cut, ...]] = {
    "use case": (Cut(f"{CONSULTATION}/meetings/application/cancel_meeting.py", ("cancel_meeting",)),),
    "unit of work": (
        Cut(f"{CONSULTATION}/unit_of_work.py", ("ConsultationUnitOfWork.opened", "ConsultationUnitOfWork.save")),
    ),
    "repository": (Cut(f"{CONSULTATION}/directory/storage/contacts.py", ("Contacts.get", "Contacts.find")),),
    "event in": (
        Cut(f"{CONSULTATION}/meetings/messaging/cases.py", ("on_withdrawal_proposed",)),
        Cut(f"{CONSULTATION}/subscriptions.py", ("_of_case",)),
    ),
    "event out": (Cut(f"{CONSULTATION}/outgoing.py", ("to_outgoing",)),),
    "states": (Cut(f"{CONSULTATION}/meetings/domain/states.py", ("TRANSITIONS", "after"), most=7),),
    "http": (
        Cut(f"{CONSULTATION}/meetings/api/meeting_bodies.py", ("CancelBody",)),
        Cut(f"{CONSULTATION}/meetings/api/meeting_steps.py", ("meeting_steps_router.post_cancel",)),
    ),
    "migration": (
        Cut(
            "services/casework/src/casework/migrations/versions/2026_11_29_0130_grounds.py",
            ("revision", "down_revision", "upgrade"),
            most=6,
        ),
    ),
    "test": (Cut("tests/component/consultation/test_attention.py", ("test_a_closure_on_its_day_and_its_end",)),),
}


def sample(name: str) -> str:
    """The sample of that name, as blocks of code that say where they are from."""
    return "\n\n".join(f"[`{cut.file.rsplit('/', 1)[1]}`]({cut.file}):\n\n{_block(cut)}" for cut in SAMPLES[name])


def _block(cut: Cut) -> str:
    return "```python\n" + "\n\n".join(_parts(cut)).rstrip() + "\n```"


def _parts(cut: Cut) -> Iterator[str]:
    """Each part; those of a class stand below its first line, those inside a function below none."""
    text = (ROOT / cut.file).read_text(encoding="utf-8")
    lines = text.splitlines()
    shown = ""
    for name in cut.names:
        *outer, _ = name.split(".")
        node = _find(ast.parse(text), name)
        part = _shortened(lines[_first(node) - 1 : node.end_lineno], cut.most)
        around = _find(ast.parse(text), outer[0]) if outer else None
        if isinstance(around, ast.ClassDef):
            part = part if outer[0] == shown else f"{_head(lines, around)}\n\n{part}"
            shown = outer[0]
        else:
            part = dedent(part)
        yield part


def _find(tree: ast.AST, name: str) -> ast.stmt:
    """The definition or assignment of that name. Raises LookupError for a name that is not there."""
    first, _, rest = name.partition(".")
    for node in getattr(tree, "body", ()):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if getattr(node, "name", None) == first or any(getattr(target, "id", None) == first for target in targets):
            return _find(node, rest) if rest else node
    raise LookupError(f"{name} is not there")


def _first(node: ast.stmt) -> int:
    """The line at which it begins, with its decorators."""
    return min([node.lineno, *(decorator.lineno for decorator in getattr(node, "decorator_list", ()))])


def _head(lines: list[str], around: ast.ClassDef) -> str:
    """The first line of a class, with its docstring."""
    first = around.body[0]
    return "\n".join(lines[around.lineno - 1 : first.end_lineno if isinstance(first, ast.Expr) else around.lineno])


def _shortened(lines: list[str], most: int) -> str:
    if len(lines) <= most:
        return "\n".join(lines)
    indent = len(lines[most]) - len(lines[most].lstrip())
    return "\n".join([*lines[:most], " " * indent + "…"])
