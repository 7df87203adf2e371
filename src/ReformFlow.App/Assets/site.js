// Pages work without script; what makes them more comfortable comes here.
