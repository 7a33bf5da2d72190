"""Days and times in a line of a file, whatever the file is."""

from datetime import date, datetime

from attendance.files.text_lines import refuse
from shared.domain.written_days import MisleadingDayError, read_birth_date, read_day, read_time


def day_in(line: int, text: str) -> date | None:
    """The day in this text of the line; None if the text has no day.

    Raises InvalidField (of `body`) for a day with the month first, and for a day that was shifted to UTC. All other
    days in the file may be read wrongly then.
    """
    try:
        return read_day(text)
    except MisleadingDayError as error:
        refuse(str(error), line)
    except ValueError:
        return None


def birth_date_in(line: int, text: str) -> tuple[date | None, bool]:
    """A day of birth as `day_in`, and whether an unknown day or month had to be completed."""
    try:
        return read_birth_date(text)
    except MisleadingDayError as error:
        refuse(str(error), line)
    except ValueError:
        return None, False


def time_in(line: int, text: str) -> datetime | None:
    """The moment in this text of the line; None if the text has no moment. Raises as `day_in`."""
    try:
        return read_time(text)
    except MisleadingDayError as error:
        refuse(str(error), line)
    except ValueError:
        return None
