"""The editor's local page, `muqabala serve`: what is typed, checked, decided and kept, and how it is shown."""
