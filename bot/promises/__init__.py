"""Promises both ways: what the owner said they would do, and what was promised to them."""
