"""What is crawled, and how often: the jobs file, when a job is due, its lock, and its run."""
