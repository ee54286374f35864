"""The owner's own wording of a draft: shown, changed, checked, used from then on, and taken back."""
