"""Thank-you notes: /thanks and the ping of the next morning, with a draft from the notes and buttons to act on it."""
