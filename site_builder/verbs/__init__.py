"""The verbs of the command line, a module each: options in, calls, lines and exit codes out."""
