"""What kommpy costs, measured: `make bench`."""
