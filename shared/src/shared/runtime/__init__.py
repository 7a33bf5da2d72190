"""What every service runs on: settings, clock, database, logs and HTTP."""
