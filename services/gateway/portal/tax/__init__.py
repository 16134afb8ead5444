"""A taxpayer's pages: register, report a month, see what is due and how to pay, and the years as a chart."""
