"""A Protocol stands where it has two implementations, or a test that swaps its only one.

The type of a function whose arguments have names is a Protocol too: ``Callable`` knows none.
"""

import ast
from collections.abc import Iterator
from functools import cache

from .source import Function, Module, bases, methods, of_tests, product

ELSEWHERE = {
    "Record": "aiokafka's ConsumerRecord, and StoredRecord",
    "Operations": "Alembic's module op, which migrations hand over, and its class Operations",
}
"""Protocols of which a library has implementations, which the syntax tree doesn't show."""


def protocols() -> Iterator[tuple[Module, ast.ClassDef]]:
    for module in product():
        for class_ in module.classes():
            if "Protocol" in bases(class_):
                yield module, class_


def attributes(class_: ast.ClassDef) -> set[str]:
    """Methods and fields of a class, and what its methods set on `self`."""
    own = methods(class_)
    for node in class_.body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            own |= {target.id for target in targets if isinstance(target, ast.Name)}
    for node in ast.walk(class_):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and _is_self(node.value):
            own.add(node.attr)
    return own


def _is_self(value: ast.expr) -> bool:
    return isinstance(value, ast.Name) and value.id == "self"


@cache
def others() -> tuple[set[str], ...]:
    """What each class has: in the product, or in tests, where it swaps one of the product."""
    classes = [class_ for module in (*product(), *of_tests()) for class_ in module.classes()]
    return tuple(attributes(class_) for class_ in classes if "Protocol" not in bases(class_))


def implementations(wanted: set[str]) -> int:
    """How many classes have all of it."""
    return len([own for own in others() if wanted <= own])


def test_every_protocol_has_two_implementations() -> None:
    single = [
        f"{module.place(class_)} {class_.name}"
        for module, class_ in protocols()
        if class_.name not in ELSEWHERE and not is_signature(class_) and implementations(attributes(class_)) < 2
    ]
    assert single == []


def test_a_protocol_that_is_called_says_what_callable_cannot() -> None:
    plain = [
        f"{module.place(class_)} {class_.name}"
        for module, class_ in protocols()
        if is_signature(class_) and not any(function.args.kwonlyargs for function in _calls(class_))
    ]
    assert plain == []


def is_signature(class_: ast.ClassDef) -> bool:
    """Whether the Protocol is the type of a function."""
    return attributes(class_) == {"__call__"}


def _calls(class_: ast.ClassDef) -> Iterator[Function]:
    return (node for node in class_.body if isinstance(node, Function) and node.name == "__call__")


def test_the_list_of_exceptions_names_protocols_that_are_there() -> None:
    assert ELSEWHERE.keys() <= {class_.name for _, class_ in protocols()}
