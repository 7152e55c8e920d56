"""Every board's rules as files, one per credential, and the module that finds and loads them."""
