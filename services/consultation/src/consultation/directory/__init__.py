"""The directory (*contacten*): people, when they can meet, and the file they are loaded from."""
