"""The page on which a head of agency lets somebody act for them."""
