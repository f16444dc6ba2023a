"""What all families of formats share: an item while it is read and while it is written, its fields, names and ids."""
