"""Rules: which levels a person's half days reach, and the signals of them."""
