"""Questions to ask in a conversation: the bank by topic, search, and open wordings for yes/no questions."""
