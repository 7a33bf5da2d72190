"""The file formats of school packages, each read into lines of marks or into calendars."""
