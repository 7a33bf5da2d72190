"""Objectives, actions and questions to the coordinator over HTTP."""
