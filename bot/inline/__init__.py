"""Questions in any chat: `@the_bot typical day`. The owner's own people are shown to the owner alone."""
