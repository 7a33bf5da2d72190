"""The version of a case that a form was filled in for."""

from shared.domain.errors import DomainError
from shared.web.forms import Form


class ChangedMeanwhile(DomainError):
    """The case is no longer as the form showed it."""


def expect(version: int, form: Form) -> None:
    """Raise ChangedMeanwhile unless the form was filled in for this version."""
    if form.value("version") != str(version):
        raise ChangedMeanwhile
