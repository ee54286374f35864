"""First messages: what is on file for them, a check of the owner's own draft, and how they turned out."""
