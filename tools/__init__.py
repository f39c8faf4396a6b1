"""What `make` runs beside the program: the environment, the tools the tests need, generated pages."""
