"""The directory of contacts as a file, and the invented directory that is shipped."""
