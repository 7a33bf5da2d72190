"""What hangs on a case moves along when the case goes on in another: no table is forgotten."""

import ast
import inspect

from casework.application import move_along
from casework.storage.schema import metadata
from casework.storage.what_moves import MOVED, STAYING, cases_in


def test_every_table_with_a_case_in_it_moves_or_says_why_not() -> None:
    """A new table gets a line in ``MOVED`` and in ``move_along``, or one in ``STAYING``."""
    with_cases = {table.name for table in metadata.tables.values() if cases_in(table)}
    assert {table.name for table in MOVED.values()} | STAYING.keys() == with_cases


def test_no_table_both_moves_and_stays() -> None:
    assert not {table.name for table in MOVED.values()} & STAYING.keys()


def test_whatever_moves_is_named_once() -> None:
    calls = [node for node in ast.walk(ast.parse(inspect.getsource(move_along))) if isinstance(node, ast.Await)]
    moved = [ast.unparse(call) for call in calls]
    assert len(moved) == len(set(moved)) > 0
