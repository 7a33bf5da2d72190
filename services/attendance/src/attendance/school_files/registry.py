"""The formats that a file can be imported in. A format is a module of `formats`, and a line here."""

from attendance.school_files.formats import csv, dbf, ed_fi, ed_fi_calendar, informat, ods, smartschool, xlsx
from attendance.school_files.reading.file_format import FileFormat

FORMATS: dict[str, FileFormat] = {
    format_.name: format_
    for format_ in (
        csv.FORMAT,
        dbf.FORMAT,
        ed_fi.FORMAT,
        ed_fi_calendar.FORMAT,
        informat.FORMAT,
        ods.FORMAT,
        smartschool.FORMAT,
        xlsx.FORMAT,
    )
}
"""By their names on the wire, in the order of the names."""
