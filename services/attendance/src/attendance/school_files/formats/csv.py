"""Marks in a CSV file with a header: comma or semicolon, quoted where needed."""

from attendance.school_files.reading.file_format import MarksFormat
from attendance.school_files.reading.table_marks import marks_in

FORMAT = MarksFormat("csv", "A header, then a mark a row; `columns` gives the file's own names", marks_in("csv"))
