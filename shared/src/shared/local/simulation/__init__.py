"""An invented school autumn: pupils, their absences, and what the schools' software sends about them."""
