"""One pupil's attendance in PostgreSQL."""
