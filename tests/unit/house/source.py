"""The source of the four services and of what they share, as files and syntax trees."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).parents[3]

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One file of Python."""

    path: Path

    @cached_property
    def text(self) -> str:
        return self.path.read_text()

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def lines(self) -> int:
        return self.text.count("\n")

    @property
    def rooms(self) -> tuple[str, ...]:
        """The folders it lies in, from its package on."""
        return self.path.relative_to(ROOT).parts[:-1]

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """All of the tree, walked once."""
        return tuple(ast.walk(self.tree))

    def functions(self) -> Iterator[Function]:
        return (node for node in self.nodes if isinstance(node, Function))

    def classes(self) -> Iterator[ast.ClassDef]:
        return (node for node in self.nodes if isinstance(node, ast.ClassDef))

    def calls(self, name: str | None = None) -> Iterator[ast.Call]:
        """Its calls; of a function of this plain name alone where one is given."""
        calls = (node for node in self.nodes if isinstance(node, ast.Call))
        return (call for call in calls if name is None or (isinstance(call.func, ast.Name) and call.func.id == name))

    @cached_property
    def assigned(self) -> dict[str, ast.expr]:
        """What plain names stand for, anywhere in it."""
        assignments = (node for node in self.nodes if isinstance(node, ast.Assign))
        return {ast.unparse(target): node.value for node in assignments for target in node.targets}

    def place(self, node: ast.stmt | ast.expr) -> str:
        return f"{self.path.relative_to(ROOT)}:{node.lineno}"


@cache
def product() -> tuple[Module, ...]:
    """What runs: without migrations, which are never changed."""
    folders = [*ROOT.glob("services/*/src"), ROOT / "shared/src"]
    paths = sorted(path for folder in folders for path in folder.rglob("*.py"))
    return tuple(Module(path) for path in paths if "migrations" not in path.parts)


def in_room(name: str) -> Iterator[Module]:
    """The services' modules of one room, in whichever slice."""
    return (module for module in product() if name in module.rooms and module.rooms[0] == "services")


@cache
def of_tests() -> tuple[Module, ...]:
    """What tests it."""
    return tuple(Module(path) for path in sorted((ROOT / "tests").rglob("*.py")))


def bases(class_: ast.ClassDef) -> set[str]:
    """The names of a class's bases, without what stands in brackets."""
    return {ast.unparse(base).partition("[")[0].rpartition(".")[2] for base in class_.bases}


def methods(class_: ast.ClassDef) -> set[str]:
    """The names of what a class defines itself."""
    return {node.name for node in class_.body if isinstance(node, Function)}


def names(node: ast.AST | None) -> set[str]:
    """All names in an annotation or a statement, also quoted ones and those behind a dot."""
    parts = [] if node is None else list(ast.walk(node))
    quoted = {part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)}
    plain = {part.id for part in parts if isinstance(part, ast.Name)}
    behind_a_dot = {part.attr for part in parts if isinstance(part, ast.Attribute)}
    return plain | behind_a_dot | set(filter(str.isidentifier, quoted))


def decorators(function: Function) -> set[str]:
    """What a function is decorated with, without arguments."""
    calls = [node.func if isinstance(node, ast.Call) else node for node in function.decorator_list]
    return {ast.unparse(call) for call in calls}
