"""The only floor that knows everything: builds the parts and connects them."""
