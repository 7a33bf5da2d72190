"""Fixtures of the runtime's unit tests."""

from collections.abc import Iterator

import pytest

from shared.testing.logs import Logs, captured_logs


@pytest.fixture
def logs() -> Iterator[Logs]:
    """What is logged during the test."""
    with captured_logs("casework") as captured:
        yield captured
