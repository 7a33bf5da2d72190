"""The kinds of early signals. A kind is a module of `kinds`, and a line here."""

from attendance.early_signals.domain.kind import Kind
from attendance.early_signals.kinds import (
    attendance_drop,
    repeated_lateness,
    same_half_day,
    toddler_at_risk,
    unresolved_marks,
)

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        attendance_drop.KIND,
        same_half_day.KIND,
        unresolved_marks.KIND,
        repeated_lateness.KIND,
        toddler_at_risk.KIND,
    )
}
"""By their names on the wire. A name also stands in the database: it never changes."""
