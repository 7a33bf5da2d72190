"""The directory of contacts as a file, and the invented one that is shipped."""
