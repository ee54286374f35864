"""How a question that begins with do, is, can… is opened; one module for each family of first words."""
