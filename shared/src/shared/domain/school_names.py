"""A place says which school it is at by number; people read the name."""

import re
from collections.abc import Mapping

_BY_NUMBER = re.compile(r"\bschool (\d{6})\b", re.ASCII)


def with_names(place: str, names: Mapping[str, str]) -> str:
    """The place with the names of schools, by institution number, instead of `school 123456`."""
    return _BY_NUMBER.sub(lambda number: names.get(number[1], number[0]), place)
