"""Updates in: stored before they are acknowledged, in order per owner, side by side across owners, applied once."""
