"""/brainstorm: the circles of people one knows, one at a time, with names kept as fast as they are typed."""
