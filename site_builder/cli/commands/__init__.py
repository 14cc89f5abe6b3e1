"""One module per command: options to calls, lines and exit codes."""
