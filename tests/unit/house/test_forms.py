"""The same thing has the same form in all four services, as far as the syntax tree shows it."""

import ast
from collections.abc import Iterator

import pytest

from .source import Function, Module, bases, product

_TYPED = {"EventHandler", "Subscription", "UnitOfWorkFactory"}
_OF_THE_LANGUAGE = {"__exit__", "__aexit__", "__call__"}


def in_room(name: str) -> Iterator[Module]:
    """The services' modules of one room, in whichever slice."""
    return (module for module in product() if name in module.rooms and module.rooms[0] == "services")


def test_the_frame_of_handlers_is_typed_without_any() -> None:
    loose = []
    for module in product():
        for node in module.tree.body:
            name = node.name if isinstance(node, ast.ClassDef) else _assigned(node)
            if name in _TYPED and any(isinstance(part, ast.Name) and part.id == "Any" for part in ast.walk(node)):
                loose.append(module.place(node))
    assert loose == []


def _assigned(node: ast.stmt) -> str | None:
    target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
    return target.id if isinstance(target, ast.Name) else None


@pytest.mark.xfail(strict=False, reason="services are still being put in order")
def test_a_function_that_makes_a_router_is_named_x_router() -> None:
    others = [
        f"{module.place(function)} {function.name}"
        for module in product()
        for function in module.functions()
        if function.returns is not None
        and ast.unparse(function.returns) == "APIRouter"
        and not function.name.startswith("_")
        and not function.name.endswith("_router")
    ]
    assert others == []


@pytest.mark.xfail(strict=False, reason="services are still being put in order")
def test_what_a_route_takes_is_a_body_and_what_it_gives_an_answer() -> None:
    others = []
    for module in in_room("api"):
        for function in module.functions():
            if not _is_route(function):
                continue
            given = ast.unparse(function.returns) if function.returns else "None"
            if given[:1].isupper() and not given.partition("[")[0].endswith(("Answer", "Response", "None")):
                others.append(f"{module.place(function)} gives {given}")
        others += [
            f"{module.place(class_)} {class_.name}"
            for class_ in module.classes()
            if bases(class_) & {"BaseModel", "Body", "Answer"} and not class_.name.endswith(("Body", "Answer", "Query"))
        ]
    assert others == []


def _is_route(function: Function) -> bool:
    return any(
        isinstance(decorator, ast.Call)
        and isinstance(decorator.func, ast.Attribute)
        and decorator.func.attr in {"get", "post", "put", "patch", "delete", "api_route"}
        for decorator in function.decorator_list
    )


@pytest.mark.xfail(strict=False, reason="services are still being put in order")
def test_what_handles_an_event_is_named_on_event() -> None:
    """The second argument of every ``on(contract, handler)``."""
    others = []
    for module in product():
        for call in (node for node in module.nodes if isinstance(node, ast.Call)):
            if isinstance(call.func, ast.Name) and call.func.id == "on" and len(call.args) > 1:
                handler = ast.unparse(call.args[1]).partition("(")[0]
                if not any(part.startswith("on_") for part in handler.split(".")):
                    others.append(f"{module.place(call)} {handler}")
    assert others == []


@pytest.mark.xfail(strict=False, reason="services are still being put in order")
def test_more_than_three_parameters_are_given_by_name() -> None:
    positional = [
        f"{module.place(function)} {function.name}"
        for module in product()
        for function in module.functions()
        if function.name not in _OF_THE_LANGUAGE and not function.decorator_list and _positional(function) > 3
    ]
    assert positional == []


def _positional(function: Function) -> int:
    arguments = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)]
    return len([name for name in arguments if name not in {"self", "cls"}])
