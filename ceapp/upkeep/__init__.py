"""What whoever hosts an instance does with it: keeping copies, bringing one back, moving it."""
