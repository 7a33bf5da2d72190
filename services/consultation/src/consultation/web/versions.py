"""That what a form changes is still as the person saw it."""

from consultation.domain.versions import Expectation
from shared.runtime.http import Problem


def still(seen: int) -> Expectation:
    """That the version is the one the person saw. The expectation raises Problem (412) where it is not."""

    def expect(version: int) -> None:
        if version != seen:
            raise Problem("precondition-failed")

    return expect
