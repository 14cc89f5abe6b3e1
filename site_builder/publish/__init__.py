"""Outputs to the published folder, and the checks over all of them. Knows bytes and paths only."""
