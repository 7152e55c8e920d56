"""What a sheet says of courses: which column means what, and what each row becomes."""
