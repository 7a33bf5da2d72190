"""What is kept of mails that came back."""
