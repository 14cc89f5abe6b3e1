"""Define the commands, one in each module: read the options, call the builder, print lines, set the exit code."""
