"""Words for places, and the countries, regions or `unknown` that they mean."""
