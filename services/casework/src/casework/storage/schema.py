"""All tables of casework: ``metadata`` knows a table once its module is imported.

What casework cannot be without is in ``tables``. A feature has its tables in a module of its own beside it, listed
here.
"""

from casework.storage import (
    early_signal_tables,
    guest_tables,
    link_tables,
    note_tables,
    people_tables,
    plan_tables,
    referral_tables,
    school_matters_tables,
    trajectory_tables,
)
from casework.storage.tables import metadata

__all__ = [
    "early_signal_tables",
    "guest_tables",
    "link_tables",
    "metadata",
    "note_tables",
    "people_tables",
    "plan_tables",
    "referral_tables",
    "school_matters_tables",
    "trajectory_tables",
]
