"""What the tests from outside need: a simulated world, a shop, visitors of it, and ways to look closely."""
