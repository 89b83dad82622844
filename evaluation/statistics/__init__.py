"""Numbers for judging together. Import the modules: only `means` needs scipy."""
