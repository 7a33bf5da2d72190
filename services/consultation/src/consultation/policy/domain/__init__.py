"""What objectives, actions and questions to the coordinator are: plain Python."""
