"""How fast the app is: ratios within one run, since figures belong to one machine and day."""
