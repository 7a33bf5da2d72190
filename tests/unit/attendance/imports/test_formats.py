import sys
from pathlib import Path

import pytest

from attendance import adapters
from attendance.adapters.formats import FORMATS, formats_in

ANOTHER = """
from attendance.adapters.file_format import MarksFormat

FORMAT = MarksFormat("paper", "A register on paper", lambda stream, instructions: iter(()))
"""


def test_the_formats_are_those_of_the_readers() -> None:
    assert list(FORMATS) == ["csv", "dbf", "ed-fi", "ed-fi-calendar", "informat", "ods", "smartschool", "xlsx"]
    assert {name for name, format_ in FORMATS.items() if format_.name != name or not format_.description} == set()


def test_another_format_is_a_module_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "paper_marks.py").write_text(ANOTHER)
    monkeypatch.setattr(adapters, "__path__", [*adapters.__path__, str(tmp_path)])
    monkeypatch.setitem(sys.modules, "attendance.adapters.paper_marks", None)
    del sys.modules["attendance.adapters.paper_marks"]
    assert list(formats_in(adapters)) == sorted([*FORMATS, "paper"])
