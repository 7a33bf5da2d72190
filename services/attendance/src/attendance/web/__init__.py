"""Attendance's pages: a pupil, and the pupil's school year as a map of half days."""
