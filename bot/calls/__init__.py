"""The card for during a talk: what is left to ask, how many minutes are left, a word for every silence."""
