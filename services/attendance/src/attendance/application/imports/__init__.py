"""Files of school packages: their lines recorded in chunks, their calendars taken over."""
