"""What pajak publishes: its events and the models of its doors."""
