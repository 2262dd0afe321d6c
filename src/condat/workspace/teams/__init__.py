"""Teams, their members and what each role may do; every page comes in through ``access``."""
