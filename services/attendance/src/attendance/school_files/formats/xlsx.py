"""Marks in the first sheet of an xlsx file."""

from attendance.school_files.reading.file_format import MarksFormat
from attendance.school_files.reading.table_marks import marks_in

FORMAT = MarksFormat("xlsx", "A spreadsheet with a mark a row: the first sheet of an xlsx file", marks_in("xlsx"))
