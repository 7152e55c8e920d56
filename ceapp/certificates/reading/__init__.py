"""Reading certificates on this machine: a file's bytes in, a draft of its courses out."""
