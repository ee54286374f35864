"""Agreed meetings: /schedule, three times to propose, a page for each, and a file for the calendar."""
