"""The register: marks, enrolments, persons and calendars, on which everything else rests."""
