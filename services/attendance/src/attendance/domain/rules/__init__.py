"""Rules as dated data: what counts, over which stretch of time, and at which numbers that is a level."""
