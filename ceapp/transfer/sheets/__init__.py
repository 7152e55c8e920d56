"""Reading a sheet of any kind as rows of cells; it knows nothing of courses."""
