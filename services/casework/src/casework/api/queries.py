"""What cases are looked for by: a reference, or words."""

import re
from typing import Annotated, Any

from fastapi import Query
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from casework.domain.case_type import CaseTypes
from shared.domain.patterns import worded

_REFERENCE = worded(r"^[A-Za-z]{2,4}-[0-9]{4}-[0-9]{6,9}$", "a whole reference such as SP-2026-000123")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LONGEST, _MOST_WORDS = 100, 10


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, without repetition; empty for a text of spaces."""
    return tuple(dict.fromkeys(text.split()))


def _words(text: str) -> str:
    words = words_of(text)
    if len(text) > _LONGEST:
        raise PydanticCustomError("many_letters", "Should have at most {most} characters", {"most": _LONGEST})
    if len(words) > _MOST_WORDS:
        raise PydanticCustomError("many_words", "Should have at most {most} words", {"most": _MOST_WORDS})
    if any(_CONTROL.search(word) for word in words):
        raise PydanticCustomError("control_characters", "Should have no control characters")
    return text


def case_type_query(case_types: CaseTypes) -> Any:
    """The query parameter that names a type of case; another word is refused."""
    names = ", ".join(case_types.names)
    pattern = worded(f"^({'|'.join(case_types.names)})$", f"a type of case: {names}")
    return Query(pattern=pattern, description=f"A type of case: {names}", examples=[*case_types.names])


AnyReference = Annotated[str, Field(pattern=_REFERENCE, examples=["SP-2026-000123"])]
"""A case's reference in a body, in capitals or not."""

CaseReference = Annotated[
    str,
    Field(pattern=_REFERENCE),
    Query(description="The whole reference; capitals make no difference", examples=["SP-2026-000123"]),
]
"""A case's reference, in capitals or not."""

Words = Annotated[
    str,
    AfterValidator(_words),
    Field(json_schema_extra={"maxLength": _LONGEST}),
    Query(description="Words, or parts of them, that a case has in its reference, its pupil's name or its class"),
]
"""Up to ten words in at most 100 characters."""
