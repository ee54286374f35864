"""Drafts of what the owner may send: notes of thanks, first messages, updates. Never sent by the bot."""
