"""The formats that a file can be imported in, each a module."""
