"""/settings: each setting on one page, changed in place."""
