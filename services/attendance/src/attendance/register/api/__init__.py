"""The register by HTTP."""
