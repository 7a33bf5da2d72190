"""What is told of cases: opened, reopened, escalated, and that an earlier notice no longer holds."""
