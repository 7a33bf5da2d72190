"""Templates see what they are given, and can neither change it nor reach what Python keeps behind it."""

from collections.abc import MutableMapping
from typing import Any

from jinja2.sandbox import ImmutableSandboxedEnvironment

_MOST_KEPT = 4096


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, which judges an attribute once for each type: a mail reads some twenty attributes.

    Jinja judges by the type of an object and the name of the attribute alone, so the judgement stays the same. What can
    be called is left to Jinja each time.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._judged: dict[tuple[type, str], bool] = {}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """An attribute, or an item of this name, as far as a template may read it."""
        if self._judged.get((type(obj), attribute)):
            value = getattr(obj, attribute, None)
            if value is not None and not callable(value):
                return value
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may read the attribute."""
        is_safe = super().is_safe_attribute(obj, attr, value)
        if len(self._judged) < _MOST_KEPT:
            self._judged[type(obj), attr] = is_safe
        return is_safe

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What every template sees, as it is when the template is read: Jinja would look it up for each mail."""
        return {**self.globals, **(d or {})}
