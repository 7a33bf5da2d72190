"""The parameter `columns`: what a file calls our columns."""

from collections.abc import Sequence
from typing import Any

from fastapi import Query

from shared.domain.patterns import worded
from shared.runtime.http import invalid


def columns_query(ours: Sequence[str], example: str) -> Any:
    """The parameter for a table with our columns `ours`. What the document does not say is read too: commas more."""
    pair = f"({'|'.join(ours)}):[^,]+"
    pattern = worded(f"^{pair}(,{pair})*$", f"<ours>:<the file's>,… of {', '.join(ours)}")
    return Query(
        description=f"`<ours>:<the file's>,…`, of {', '.join(ours)}",
        examples=[example],
        json_schema_extra={"pattern": pattern},
    )


def named_columns(columns: str | None, ours: Sequence[str]) -> dict[str, str]:
    """The file's own name of each of our columns that `columns` (`<ours>:<the file's>,…`) names.

    Raises Problem (422) for another form, an unknown column, or a column with two names.
    """
    names: dict[str, str] = {}
    for pair in filter(None, (columns or "").split(",")):
        our, _, theirs = pair.partition(":")
        if our not in ours or not theirs:
            raise invalid("columns", f"must be <ours>:<the file's>, of {', '.join(ours)}")
        if names.setdefault(our, theirs) != theirs:
            raise invalid("columns", f"has two names for {our}")
    return names
