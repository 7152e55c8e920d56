"""The boards' rules, one TOML file per credential, and the one module that reads them."""
