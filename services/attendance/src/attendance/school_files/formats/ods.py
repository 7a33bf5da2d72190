"""Marks in the first sheet of an ods file."""

from attendance.school_files.reading.file_format import MarksFormat
from attendance.school_files.reading.table_marks import marks_in

FORMAT = MarksFormat("ods", "A spreadsheet with a mark a row: the first sheet of an ods file", marks_in("ods"))
