"""Free messages read as notes: one card each, edited in place."""
