"""The subcommands of ``flankerend``, one module each."""
