"""What was learned: everybody's answers to one question side by side, what they let slip, what nobody was asked yet."""
