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

    def place(self, node: ast.stmt | ast.expr) -> str:
        return f"{self.path.relative_to(ROOT)}:{node.lineno}"


@cache
def product() -> tuple[Module, ...]:
    """What runs: without migrations, which are never changed."""
    folders = [*ROOT.glob("services/*/src"), ROOT / "shared/src"]
    paths = sorted(path for folder in folders for path in folder.rglob("*.py"))
    return tuple(Module(path) for path in paths if "migrations" not in path.parts)


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
