"""All tables of attendance, of every feature, for the migrations to be compared with."""

import attendance.case_days.storage.tables
import attendance.early_signals.storage.tables
import attendance.feeds.storage.tables
import attendance.mass_causes.storage.tables
import attendance.residents.storage.tables
import attendance.rules.storage.tables
import attendance.watches.storage.tables  # noqa: F401 - each adds its own
from attendance.register.storage.tables import metadata as metadata
