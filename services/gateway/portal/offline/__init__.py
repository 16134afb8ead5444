"""A birth report that is written without a network: a page that the browser keeps, and its way in when there is one."""
