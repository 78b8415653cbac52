"""Pure rules of notices and webhooks: events, retry times, addresses that may be called."""
