"""Advice for the moments people worry about, by name and in the place where it is needed."""
