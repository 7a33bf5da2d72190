"""What casework tells of cases that have a place on an agenda."""
