"""How the tagger's model is made: `python -m bot.capture.training` writes messages and learns from them."""
