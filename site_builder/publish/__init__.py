"""Checks the finished files and publishes them to a folder. Handles bytes and paths only; imports no catalogue."""
