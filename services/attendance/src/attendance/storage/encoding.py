"""How words are kept in the largest tables: as small numbers. The numbers are on disk, so the order never changes."""

from attendance.domain.mark import Verdict
from attendance.domain.status import Status
from shared.domain.half_days import HalfDay

HALF_DAYS = (HalfDay.AM, HalfDay.PM)
STATUSES = (Status.PROBLEMATIC, Status.JUSTIFIED, Status.PRESENT, Status.LATE, Status.UNKNOWN)
VERDICTS = (Verdict.COUNTED, Verdict.NOT_ENROLLED, Verdict.OUTSIDE_CALENDAR)

NUMBER_OF_HALF_DAY = {half_day: number for number, half_day in enumerate(HALF_DAYS)}
NUMBER_OF_STATUS = {status: number for number, status in enumerate(STATUSES)}
