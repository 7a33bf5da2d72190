"""Events in: what casework and attendance tell."""
