"""The demo story: invented people and texts in our own words, put in by the real actions."""
