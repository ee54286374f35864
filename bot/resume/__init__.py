"""/resume: its versions, the latest sent back at once, which went to whom, and what people advised about it."""
