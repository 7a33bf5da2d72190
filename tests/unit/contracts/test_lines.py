"""Lines that somebody types read as they are written."""

import pytest
from pydantic import TypeAdapter, ValidationError

from shared.contracts.fields import Line, TypedLine, not_blank
from shared.domain.lines import turns_direction

BIDI = [*"\u061c\u200e\u200f", *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))]


@pytest.mark.parametrize("mark", BIDI, ids=ascii)
def test_a_mark_that_turns_the_direction_is_refused_of_people_and_read_of_schools(mark: str):
    assert turns_direction(f"Els{mark}")
    with pytest.raises(ValidationError, match="turn the direction"):
        TypeAdapter(TypedLine).validate_python(f"Els{mark} Voorbeeld")
    assert TypeAdapter(Line).validate_python(f"Els{mark} Voorbeeld") == f"Els{mark} Voorbeeld"


@pytest.mark.parametrize("name", ["Žofia Čapek", "يوسف", "דוד", "Łucja O’Neill", "a\u200db", "陳"])
def test_names_of_all_scripts_are_lines(name: str):
    assert TypeAdapter(TypedLine).validate_python(f" {name} ") == name


def test_blanks_alone_are_no_text():
    assert not_blank(" a ") == " a "
    for text in ("", "  ", "\n\u00a0\t"):
        with pytest.raises(ValueError, match="more than blanks"):
            not_blank(text)
