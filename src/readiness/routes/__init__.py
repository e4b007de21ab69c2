"""Routes over more than two jurisdictions: links, paths through relays, and chains that a target crosses."""
