"""The fields of a line about a person: read one by one, with the reason for each field that cannot be read."""

from collections.abc import Iterable, Mapping

from attendance.files.cells import decimals_in
from attendance.files.file_days import birth_date_in, day_in, time_in
from attendance.files.written_insz import ZEROS_LOST, lacks_zeros, read_insz
from shared.domain.written_days import DAY_EXPECTED, TIME_EXPECTED


class LineFields:
    """The fields of a line that hold something, and why some of them are not what they should be.

    `values` has what was read of them; a field that can't be read keeps its text, for a contract to refuse.
    """

    def __init__(self, line: int, fields: Mapping[str, str]) -> None:
        self.values: dict[str, object] = {name: text for name, text in fields.items() if text}
        self._line = line
        self._fields = fields
        self._reasons = decimals_in(fields)

    def day(self, name: str) -> None:
        """Read this field as a day; raises as `day_in`."""
        if text := self._fields.get(name):
            self._keep(name, day_in(self._line, text), DAY_EXPECTED)

    def time(self, name: str) -> None:
        """Read this field as a moment; raises as `day`."""
        if text := self._fields.get(name):
            self._keep(name, time_in(self._line, text), TIME_EXPECTED)

    def birth_date(self, name: str) -> bool:
        """Read this field as a day of birth, and say whether it had to be completed; raises as `day`."""
        text = self._fields.get(name)
        if not text:
            return False
        day, completed = birth_date_in(self._line, text)
        self._keep(name, day, DAY_EXPECTED)
        return completed

    def insz(self, name: str, *, restore_zeros: bool) -> None:
        """Read this field as an INSZ; without `restore_zeros` the refusal of a short INSZ says how to give it."""
        if (text := self._fields.get(name)) and name not in self._reasons:
            digits = self.values[name] = read_insz(text, restore_zeros=restore_zeros)
            if lacks_zeros(digits):
                self._reasons[name] = ZEROS_LOST

    def refused(self, errors: Iterable[tuple[str, str]] = ()) -> str | None:
        """Why the line is refused, with what a contract says of its fields; None when all is well."""
        reasons = dict(errors) | self._reasons
        return "; ".join(f"{name}: {reason}" for name, reason in reasons.items()) or None

    def _keep(self, name: str, value: object, expected: str) -> None:
        if value is None:
            self._reasons[name] = expected
        else:
            self.values[name] = value
