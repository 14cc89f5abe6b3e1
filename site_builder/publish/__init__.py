"""Check the finished files and publish them to a folder. Only bytes and paths are handled; no catalogue is imported."""
