"""Objectives, actions and questions to the coordinator in the database."""
