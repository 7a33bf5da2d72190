"""Mail: written from the words of each subject, handed over to the mail server."""
