"""Dutch as it is written in notices: dates, times, names."""
