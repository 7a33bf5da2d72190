"""What docstrings become on pages."""

from .markdown import block, line

SAID = """Something a case rests on,
    and since when.

    - `level`: since the day.
    - ``hand``: since the day on which
      it was opened.

    Null without.
"""


def test_paragraphs_and_lists_of_a_docstring_stay_apart():
    assert block(SAID) == (
        "Something a case rests on, and since when.\n\n"
        "- `level`: since the day.\n"
        "- `hand`: since the day on which it was opened.\n\n"
        "Null without."
    )


def test_a_docstring_of_paragraphs_alone_stays_as_it_was():
    assert block("One.\n\nTwo\nlines.") == "One. Two lines."


def test_a_cell_of_a_table_is_one_line():
    assert line("One.\n\nTwo.") == "One. Two."
