"""What hidden tests use, and the pytest plugin that judges by them."""
