"""HTTP in: contacts and their availability, meetings and what is done with them."""
