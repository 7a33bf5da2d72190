"""What is told of meetings: invitations, new appointments, cancellations."""
