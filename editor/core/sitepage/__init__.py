"""The post inside its site's layout: which layouts, what plugin tags write, what a page would fetch."""
