"""Other parties' libraries, generated clients and mail servers against what we run: `make interop`."""
