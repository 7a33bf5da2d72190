"""Early signals for the pupil counsellor: what stands out in a pupil's attendance, never a level and never a case."""
