"""What a model file and a scenario may say: frozen types, a unit on every field, no unknown key."""
