"""Pages that do what several endpoints do, with those endpoints."""

TOGETHER = {
    **dict.fromkeys(
        (
            "attendance GET /school",
            "attendance GET /school/{school}/overzicht",
            "attendance GET /school/{school}/ontbreekt",
            "attendance GET /school/{school}/ontbreekt/{day}/{half_day}",
        ),
        ("GET /feeds", "GET /attendance-records", "GET /questions"),
    ),
    **dict.fromkeys(
        ("attendance GET /school/{school}/leerlingen", "attendance POST /school/{school}/leerlingen"),
        ("GET /pupils", "GET /pupils/{school}/{pupil}/export"),
    ),
    **dict.fromkeys(
        (
            "attendance GET /school/{school}/inschrijven",
            "attendance POST /school/{school}/inschrijven",
            "attendance GET /school/{school}/leerlingen/{pupil}/uitschrijven",
            "attendance POST /school/{school}/leerlingen/{pupil}/uitschrijven",
        ),
        ("POST /enrolments", "GET /pupils/{school}/{pupil}/export"),
    ),
    **dict.fromkeys(
        (
            "attendance GET /school/{school}/leerlingen/{pupil}/halve-dagen",
            "attendance POST /school/{school}/leerlingen/{pupil}/halve-dagen",
        ),
        ("POST /attendance-records", "GET /attendance-records"),
    ),
}
"""Pages that do what several endpoints do: who opens them may do all of it."""
