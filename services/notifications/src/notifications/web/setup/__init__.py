"""What is to be set up in notifications."""
