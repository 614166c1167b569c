"""What people write about that is told somewhere else."""
