"""One pupil's attendance by HTTP."""
