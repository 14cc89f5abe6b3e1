"""Courses as spreadsheets, and spreadsheets as courses."""
