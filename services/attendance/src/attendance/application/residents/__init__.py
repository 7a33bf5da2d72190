"""The control of compulsory education: who lives here and is of age, and is not known to be enrolled."""
