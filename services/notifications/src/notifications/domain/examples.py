"""Invented data that a text can be tried with: what its row allows, of a pupil who does not exist."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from types import UnionType
from typing import get_args, get_origin, get_type_hints

from notifications.domain.preparation import Ready, Receiver
from notifications.domain.telling import Naming, Telling
from shared.domain.roles import Role

Examples = Callable[[Naming], Mapping[str, object]]
"""A subject's invented data: the value of every field of its views, by how much of a name may be read."""

ADDRESS = "lezer@voorbeeld.example"
_ANYBODY = Role.COORDINATOR


def no_examples(_: Naming) -> Mapping[str, object]:
    """Of a subject whose texts can't be tried."""
    return {}


def example(row: Telling, examples: Examples, *, language: str = "nl", bare: bool = False) -> Ready:
    """The row's notice of invented data; ``bare``: without whatever a notice can do without.

    Raises LookupError for a field that the subject has no example of.
    """
    values = examples(row.naming)
    hints = get_type_hints(row.view)
    made = {field.name: values[field.name] for field in fields(row.view)}
    if bare:
        made |= {name: _nothing(hints[name], value) for name, value in made.items()}
    role = row.role or _ANYBODY
    return Ready(Receiver(f"{role}-1", role, ADDRESS, language), row, row.view(**made))


def _nothing(hint: object, value: object) -> object:
    """What a field has where there is nothing to say."""
    if isinstance(hint, UnionType) and type(None) in get_args(hint):
        return None
    return () if get_origin(hint) is tuple else value
