"""What the pages that show several apps read, put together from all of them."""
