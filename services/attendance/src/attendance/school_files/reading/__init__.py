"""What readers of files share, and files of enrolments."""
