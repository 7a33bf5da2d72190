"""The pages of a school: what its secretary does in a week, without software that does it."""
