"""Pupils: the attendance of a pupil now, as it was known at a time, exported, and in lists."""
