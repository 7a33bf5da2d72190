"""What Flankerend's services have in common: contracts, messaging, runtime and the local stack."""
