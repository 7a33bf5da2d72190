"""What people read in Dutch stands in words/, templates and pages; elsewhere are kinds and facts."""

import ast
from collections.abc import Iterator

from .source import Module, product

_PLACES = {"words", "templates", "pages", "demo", "simulation", "testing", "mail"}
_DUTCH = {
    *("de", "het", "een", "van", "niet", "wordt", "zijn", "voor", "met", "naar", "dat", "bij", "uw", "heeft", "werd"),
    *("geen", "deze", "dit", "ook", "zonder", "maar", "nog", "aan", "te", "om", "wij", "u"),
}


def sentences(module: Module) -> Iterator[str]:
    """Texts in which at least two of four or more words are Dutch ones; docstrings apart."""
    documentation = {
        node.body[0].value
        for node in module.nodes
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in module.nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in documentation:
            words = node.value.lower().split()
            if len(words) >= 4 and len([word for word in words if word.strip(".,:;") in _DUTCH]) >= 2:
                yield f"{module.place(node)} {node.value[:60]}"


def test_dutch_sentences_are_written_at_the_edge() -> None:
    inside = [module for module in product() if not _PLACES & {*module.rooms, module.path.stem}]
    assert [sentence for module in inside for sentence in sentences(module)] == []
