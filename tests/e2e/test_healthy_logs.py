"""An alert on level error means something only while nothing is logged at it that is not one."""

import pytest

from shared.service.log_lines import log_lines

pytestmark = [pytest.mark.asyncio(loop_scope="package"), pytest.mark.timeout(180)]


async def test_a_healthy_start_has_no_line_of_a_library_at_level_error(stack):
    lines = log_lines(stack.home.logs)
    assert {line.service for line in lines if line.event == "service.ready"} == set(stack.services)
    graver = [line for line in lines if line.fields["level"] not in {"debug", "info"}]
    assert [line.fields for line in graver if line.event == "library.logged"] == []
