"""Docstrings and names that a person reads once whose first language is not English."""

import ast
import re
from collections.abc import Iterator
from inspect import cleandoc

import pytest

from .source import Function, Module, product

_MOST_WORDS = 25
_HARD_TO_READ = re.compile(r"\b(whom|of which)\b", re.IGNORECASE)
_SAY_NOTHING = {"each", "found", "given", "known", "one", "told"}

_PARAGRAPH_OR_ITEM = re.compile(r"\s*\n\s*(?:\d+\.|[-*])\s|\n\s*\n")
_END_OF_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def docstrings(module: Module) -> Iterator[tuple[str, str]]:
    """Every docstring of a module, of its fields and constants too, with its place."""
    for node in module.nodes:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield module.place(node), cleandoc(node.value.value)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a docstring; an item of a list is a sentence of its own."""
    for part in _PARAGRAPH_OR_ITEM.split(text):
        yield from _END_OF_SENTENCE.split(" ".join(part.split()))


def locals_of(module: Module) -> Iterator[tuple[str, str]]:
    """The parameters and variables of a module's functions and lambdas, with their places."""
    for function in module.nodes:
        if isinstance(function, Function | ast.Lambda):
            for node in ast.walk(function):
                if isinstance(node, ast.arg):
                    yield f"{module.path.name}:{node.lineno}", node.arg
                elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                    yield module.place(node), node.id


def test_a_sentence_of_a_docstring_has_at_most_25_words() -> None:
    long = [
        f"{place} {len(sentence.split())}: {sentence[:60]}"
        for module in product()
        for place, text in docstrings(module)
        for sentence in sentences(text)
        if len(sentence.split()) > _MOST_WORDS
    ]
    assert long == []


def test_a_docstring_says_the_noun_again() -> None:
    """Instead of 'whom' and 'of which'."""
    hard = [
        f"{place} {match.group()}"
        for module in product()
        for place, text in docstrings(module)
        for match in _HARD_TO_READ.finditer(text)
    ]
    assert hard == []


def test_a_local_says_what_it_holds() -> None:
    empty = {f"{place} {name}" for module in product() for place, name in locals_of(module) if name in _SAY_NOTHING}
    assert sorted(empty) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One thing. Another thing.", 2),
        ("Raises InvalidField:\n\n1. of `body`;\n2. of `school`.", 3),
        ("A line that\ngoes on.", 1),
    ],
)
def test_sentences_end_at_a_stop_a_paragraph_and_an_item(text: str, count: int) -> None:
    assert len(list(sentences(text))) == count
