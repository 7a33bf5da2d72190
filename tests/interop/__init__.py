"""Other parties' libraries and generated clients against the running system: `make interop`."""
