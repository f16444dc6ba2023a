"""What is made of a release: items with relations and evidence."""
