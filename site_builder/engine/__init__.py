"""Memoisation, change detection and parallel work. Knows no course and no page."""
