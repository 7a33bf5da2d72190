"""``python -m tests.bench``: how many marks a second attendance takes in, beside floors and rivals of the same run."""
