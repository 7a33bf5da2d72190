"""Early signals, told to the school: what stands out in a pupil's attendance before any level."""
