"""Files that people send: spreadsheets, read in a process of their own."""
