"""The sheet for the minute before a talk: who, what was said, what is promised, what to look up and to ask."""
