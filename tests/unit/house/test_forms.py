"""The same thing has the same form in all four services, as far as the syntax tree shows it."""

import ast
import re
from functools import cache

from .source import Function, Module, bases, decorators, in_room, names, product

_TYPED = {"EventHandler", "Subscription", "UnitOfWorkFactory"}

BY_THE_LANGUAGE = {"__exit__", "__aexit__"}
"""Methods that Python itself calls, with arguments by place."""

VERBS = {"get", "post", "put", "patch", "delete", "api_route"}


def test_the_frame_of_handlers_is_typed_without_any() -> None:
    loose = []
    for module in product():
        for node in module.tree.body:
            name = node.name if isinstance(node, ast.ClassDef) else _assigned(node)
            if name in _TYPED and "Any" in names(node):
                loose.append(module.place(node))
    assert loose == []


def _assigned(node: ast.stmt) -> str | None:
    target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
    return target.id if isinstance(target, ast.Name) else None


def test_a_function_that_makes_a_router_is_named_x_router_and_no_other() -> None:
    others = [
        f"{module.place(function)} {function.name}"
        for module in product()
        for function in module.functions()
        if _makes_router(function) != function.name.endswith("_router")
    ]
    assert others == []


def _makes_router(function: Function) -> bool:
    return function.returns is not None and ast.unparse(function.returns) == "APIRouter"


# What routes take and give

MODELS_WITHOUT_NAME = {
    "Body": "what all bodies of casework have in common",
    "ImportParameters": "parameters of a query, which its dependency puts together",
    "_Row": "a row of a file, which no document shows",
}
"""Pydantic's models in the rooms `api` that are neither taken nor given."""

GIVEN_BESIDE_ANSWERS = {"Listing", "Response"}
"""A page of answers, and what has a media type of its own."""


def test_what_a_route_takes_is_a_body_and_what_it_gives_an_answer() -> None:
    others = []
    for module in in_room("api"):
        for route in filter(_is_route, module.functions()):
            given = {name for name in names(route.returns) if not name.endswith("Answer")} - GIVEN_BESIDE_ANSWERS
            taken = {
                name
                for argument in (*route.args.args, *route.args.kwonlyargs)
                for name in names(argument.annotation) & models()
                if not name.endswith("Body")
            }
            if route.returns is None or given or taken - MODELS_WITHOUT_NAME.keys():
                others.append(f"{module.place(route)} {route.name} takes {taken} and gives {given or 'nothing'}")
    assert others == []


def test_a_model_of_the_api_is_named_a_body_or_an_answer() -> None:
    of_the_api = {class_.name for module in in_room("api") for class_ in module.classes()} & models()
    others = {name for name in of_the_api if not name.endswith(("Body", "Answer"))} | {"Body"}
    assert others == MODELS_WITHOUT_NAME.keys()


@cache
def models() -> set[str]:
    """The names of all classes that are pydantic's models, by whatever bases."""
    classes = [class_ for module in product() for class_ in module.classes()]
    found = {"BaseModel"}
    while more := {class_.name for class_ in classes if bases(class_) & found} - found:
        found |= more
    return found


def _is_route(function: Function) -> bool:
    return any(
        isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Attribute) and decorator.func.attr in VERBS
        for decorator in function.decorator_list
    )


# What handles events


def test_what_handles_one_event_is_named_by_it_and_what_handles_several_on_something() -> None:
    """``on(CaseOpened, on_case_opened)``; the same handler of two contracts may say what they have in common."""
    others = []
    for name, contracts, place in handlers():
        by_contract = {"on" + re.sub("([A-Z])", r"_\1", contract).lower() for contract in contracts}
        if not name.startswith("on_") or (len(by_contract) == 1 and name not in by_contract):
            others.append(f"{place} {name} handles {contracts}")
    assert others == []


def test_what_handles_an_event_takes_the_unit_of_work_and_the_event() -> None:
    by_name = {
        function.name: [argument.arg for argument in function.args.args]
        for module in product()
        for function in module.functions()
        if isinstance(function, ast.AsyncFunctionDef)
    }
    assert [name for name, _, _ in handlers() if by_name.get(name) != ["uow", "event"]] == []


def test_what_handles_an_event_declares_the_keys_it_needs() -> None:
    """So that the frame can load a batch at once, and the use case stays one event."""
    without = [
        f"{module.place(call)} {_handler(call.args[1], module)}"
        for module in product()
        for call in module.calls("on")
        if len(call.args) > 1 and "keys" not in {keyword.arg for keyword in call.keywords}
    ]
    assert without == []


def test_what_handles_a_tombstone_is_named_on_something() -> None:
    others = [
        f"{module.place(call)} {_handler(keyword.value, module)}"
        for module in product()
        for call in module.calls("Subscription")
        for keyword in call.keywords
        if keyword.arg == "on_tombstone" and not _handler(keyword.value, module).startswith("on_")
    ]
    assert others == []


def handlers() -> list[tuple[str, set[str], str]]:
    """Every function that is the second argument of ``on(contract, handler)``, with its contracts and a place.

    Where the contract is a variable it stands for several: ``[on(contract, on_planned) for contract in contracts]``.
    """
    contracts: dict[tuple[str, Module], set[str]] = {}
    places: dict[tuple[str, Module], str] = {}
    for module in product():
        for call in (call for call in module.calls("on") if len(call.args) > 1):
            of_module = _handler(call.args[1], module), module
            contract = ast.unparse(call.args[0]).rpartition(".")[2]
            contracts.setdefault(of_module, set()).update({contract} if contract[0].isupper() else {"One", "Another"})
            places[of_module] = module.place(call)
    return [(name, of_name, places[name, module]) for (name, module), of_name in contracts.items()]


def _handler(handler: ast.expr, module: Module) -> str:
    """The function's own name, also where ``partial(function, ...)`` binds values to it, under whatever name."""
    if isinstance(handler, ast.Call) and ast.unparse(handler.func) == "partial":
        return _handler(handler.args[0], module)
    if isinstance(handler, ast.Name) and handler.id in module.assigned:
        return _handler(module.assigned[handler.id], module)
    return ast.unparse(handler).rpartition(".")[2]


# Parameters


def test_more_than_three_parameters_are_given_by_name() -> None:
    positional = [
        f"{module.place(function)} {function.name}"
        for module in product()
        for function in module.functions()
        if len(_positional(function)) > 3 and not _is_called_by_a_frame(function, module)
    ]
    assert positional == []


def _positional(function: Function) -> list[str]:
    arguments = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)]
    return [name for name in arguments if name not in {"self", "cls"}]


def _is_called_by_a_frame(function: Function, module: Module) -> bool:
    """Python, FastAPI (routes, and what is behind ``Depends``) and Typer (commands) call these; they give names."""
    return (
        function.name in BY_THE_LANGUAGE
        or _is_route(function)
        or function.name in _dependencies(module)
        or function.name in _commands()
        or "app.command" in decorators(function)
    )


def _dependencies(module: Module) -> set[str]:
    return {ast.unparse(call.args[0]) for call in module.calls("Depends") if call.args}


@cache
def _commands() -> set[str]:
    """What ``app.command()(function)`` or ``typer.run(function)`` makes a command."""
    return {
        ast.unparse(call.args[0])
        for module in product()
        for call in module.calls()
        if call.args and (ast.unparse(call.func) == "typer.run" or re.match(r"\w+\.command\(", ast.unparse(call.func)))
    }


# Types

UNTYPED = {
    "form_of": "reads JSON",
    "_window": "reads JSON",
    "fields_of": "reads JSON, and makes the fields of whichever kind of ground",
    "_event": "has the fields of whichever event",
}
"""Functions of the rooms `domain` and `application` that know no type of what they take or give."""


def test_what_the_domain_and_use_cases_take_and_give_has_a_type() -> None:
    loose = {
        function.name: module.place(function)
        for room in ("domain", "application")
        for module in in_room(room)
        for function in module.functions()
        if "Any" in _signature(function)
    }
    assert loose.keys() == UNTYPED.keys(), loose


def _signature(function: Function) -> set[str]:
    arguments = function.args
    everything = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
    annotations = [argument.annotation for argument in everything if argument is not None]
    return {name for annotation in (*annotations, function.returns) for name in names(annotation)}


def test_no_room_is_left_out() -> None:
    assert {module.rooms[1] for module in in_room("api")} == {"attendance", "casework", "consultation", "notifications"}
