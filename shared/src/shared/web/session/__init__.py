"""Who is signed in in a browser: sign-in at the municipality's issuer, sessions, sign-out."""
