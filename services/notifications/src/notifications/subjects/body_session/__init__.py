"""What is told of sessions of consultation bodies: invitations, new appointments, cancellations."""
