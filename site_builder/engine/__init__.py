"""Memoisation, change detection and parallel work. It imports nothing about courses or pages."""
