"""What the program that prints a paper ends with, beside 0 and 1."""

UNPRINTABLE = 3
"""No font has a character; the program writes that character in place of a PDF."""
