"""What one pupil's attendance is, in plain Python."""
