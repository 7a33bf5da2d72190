"""Standing meetings: a series per school or cluster of schools, whose sessions are fixed a term ahead."""
