"""What people do with objectives, actions and questions to the coordinator."""
