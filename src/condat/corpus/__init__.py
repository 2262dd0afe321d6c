"""The corpus: tables of facts, their versions and the engine that reads them."""
