"""The name of a kind of early signal, in requests and answers."""

from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from attendance.early_signals.registry import KINDS


def _known(name: str) -> str:
    if name not in KINDS:
        *others, last = (f"'{kind}'" for kind in KINDS)
        raise PydanticCustomError("enum", "Input should be {expected}", {"expected": f"{', '.join(others)} or {last}"})
    return name


_SCHEMA = {"type": "string", "enum": list(KINDS), "description": "What stands out."}

KindName = Annotated[str, AfterValidator(_known), WithJsonSchema(_SCHEMA)]
"""The name of a kind that the registry has; anything else is refused."""
