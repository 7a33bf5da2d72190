"""Pages of objectives, actions and questions to the coordinator."""
