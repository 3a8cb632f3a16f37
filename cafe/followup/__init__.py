"""What comes of it: answers to what a published document says, and who is told of them."""
