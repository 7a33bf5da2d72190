"""`/plans`."""
