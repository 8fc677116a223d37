"""The page under every picture: style, fonts, text, labels that do not overlap, saving."""
