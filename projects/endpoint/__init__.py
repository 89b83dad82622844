"""What every address of the API has, because it is built on `Endpoint`."""
