"""one module per job that spans rooms."""
