"""What pajak does, one verb a file."""
