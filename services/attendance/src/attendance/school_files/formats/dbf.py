"""Marks in a DBF file, as WISA gives them."""

from attendance.school_files.reading.file_format import MarksFormat
from attendance.school_files.reading.table_marks import marks_in

FORMAT = MarksFormat("dbf", "A DBF file (dBase) with a mark a record", marks_in("dbf"))
