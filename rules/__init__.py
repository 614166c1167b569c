"""The law as pure functions: facts and a policy in, a Decision out."""
