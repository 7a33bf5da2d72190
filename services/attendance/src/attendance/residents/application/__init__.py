"""What can be done with the control of compulsory education."""
