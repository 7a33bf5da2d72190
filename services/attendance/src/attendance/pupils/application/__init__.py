"""What can be done with one pupil's attendance."""
