"""The pages of every service for who operates it."""
