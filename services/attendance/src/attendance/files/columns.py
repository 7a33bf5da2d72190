"""Our names of a table's columns, and where they stand in a file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from shared.domain.errors import InvalidField


@dataclass(frozen=True, slots=True)
class Columns:
    """Our names of a file's columns; `named` has the file's own name for those it calls otherwise."""

    required: tuple[str, ...]
    optional: tuple[str, ...]
    named: Mapping[str, str]

    def places(
        self, names: list[str], *, strict: bool = True, as_written: Callable[[str], str] = str
    ) -> dict[str, int]:
        """Where in a row with this header each of our columns stands.

        `as_written` is what a format makes of a name when it stores it. Raises InvalidField (of `body`) in three cases:

        1. a column is there twice;
        2. a required column is missing;
        3. a column could be two of our columns.
        """
        places = {}
        for ours in (*self.required, *self.optional):
            theirs = as_written(self.named.get(ours, ours))
            count = names.count(theirs)
            if count == 1:
                places[ours] = names.index(theirs)
            elif strict and (count or ours in self.required or ours in self.named):
                raise InvalidField(
                    "body", f"has a header with {count or 'no'} columns for {ours}; columns= gives its name"
                )
        if strict and len(set(places.values())) < len(places):
            raise InvalidField("body", "has one column for two of ours; columns= gives the name of each")
        return places
