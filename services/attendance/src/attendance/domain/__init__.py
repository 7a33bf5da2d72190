"""What attendance knows: codes, half days, enrolments, persons, levels. Plain Python without I/O."""
