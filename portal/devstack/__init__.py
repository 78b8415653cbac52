"""Development servers: a real PostgreSQL and a real Valkey from wheels, started and stopped by us.

`DATABASE_URL` and `REDIS_URL`, where set, are used instead and nothing is started in their place.
"""
