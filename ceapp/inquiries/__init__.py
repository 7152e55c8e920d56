"""Questions to a board: drafted for the person, and the board's answers, which are then used."""
