"""Who there is: staff, posts, delegations, links to Telegram, what people want to be told."""
