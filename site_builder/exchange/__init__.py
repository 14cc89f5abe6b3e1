"""Courses as a table, and tables as courses: for institutions whose list lives in a spreadsheet."""
