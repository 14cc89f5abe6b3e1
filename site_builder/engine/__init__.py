"""Memoisation, change detection, parallel work and safe access to files. It imports nothing about courses or pages."""
