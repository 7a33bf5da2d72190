"""``python -m tests.mails FOLDER``: every mail as files and pictures, to look at."""
