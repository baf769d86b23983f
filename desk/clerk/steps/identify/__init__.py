"""Who applies: a person or an organisation, as their document says."""
