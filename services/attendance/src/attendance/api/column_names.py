"""The parameter `columns`: what a file calls our columns."""

from collections.abc import Sequence

from shared.runtime.http import invalid


def named_columns(columns: str | None, ours: Sequence[str]) -> dict[str, str]:
    """The file's own name of each of our columns that `columns` (`<ours>:<the file's>,…`) names.

    Raises Problem (422) for another form, a column that is none of ours, or one with two names.
    """
    names: dict[str, str] = {}
    for each in filter(None, (columns or "").split(",")):
        our, _, theirs = each.partition(":")
        if our not in ours or not theirs:
            raise invalid("columns", f"must be <ours>:<the file's>, of {', '.join(ours)}")
        if names.setdefault(our, theirs) != theirs:
            raise invalid("columns", f"has two names for {our}")
    return names
