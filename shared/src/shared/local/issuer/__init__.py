"""An OIDC issuer for the local stack alone: whoever asks chooses who to be, among the people of the directory."""
