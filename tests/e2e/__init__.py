"""Through the whole system: in processes, one system for all modules, and in containers."""
