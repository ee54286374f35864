"""How the tagger's model is made: `python -m bot.capture.training` writes messages from the grammar and learns from them."""
