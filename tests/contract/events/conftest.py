"""The examples of every event type, as a party outside writes them."""

import json
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"


def _examples() -> list[tuple[str, Any]]:
    return [
        (path.stem, example) for path in sorted(EXAMPLES.glob("*.json")) for example in json.loads(path.read_text())
    ]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test with `event_type` and `example` runs once for each example."""
    if {"event_type", "example"} <= set(metafunc.fixturenames):
        examples = _examples()
        ids = [f"{event_type}-{number}" for number, (event_type, _) in enumerate(examples)]
        metafunc.parametrize(("event_type", "example"), examples, ids=ids)
