"""What benchmarks of the whole desk need: a settled town, a line to it, bots in processes."""
