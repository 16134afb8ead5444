"""What agencies' systems hear of this city: events for them, how these are delivered, and what there is to hear."""
