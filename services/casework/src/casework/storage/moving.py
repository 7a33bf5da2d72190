"""Where what belongs to a case is kept once that case goes on in another."""

import sqlalchemy as sa


def going_on_as(cases: sa.Table) -> sa.ColumnElement[object]:
    """The case itself, or the case that goes on for it. A merger passes on all there was, so one step is enough."""
    return sa.func.coalesce(cases.c.merged_into, cases.c.case_id)
