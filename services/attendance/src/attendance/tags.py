"""The groups of endpoints in the OpenAPI document, each with what it is about."""

TAGS = {
    "marks": "What schools record, half day by half day",
    "imports": "Marks and calendars from files of school packages",
    "enrolments": "Which pupil is at which school from when until when",
    "attendance": "What one pupil's half days add up to, and all of it for export",
    "signals": "Levels that were reached, and those that no longer hold",
    "participation": "Toddlers' participation, social mix and warnings about the school allowance",
    "compulsory education": "Resident children compared with the enrolments",
    "questions": "Absences of a whole class or school, and whether they count",
    "feeds": "Schools that tell of every half day, and when they fell silent",
    "rules": "What counts, over which time, and at which levels it signals",
    "calendars": "School days of a school, by school year",
    "statistics": "A school year added up",
    "early signals": "What stands out before a level is reached",
}
