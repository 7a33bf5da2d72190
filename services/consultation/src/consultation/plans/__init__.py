"""Plans of a term over what is stored: made, looked at and booked."""
