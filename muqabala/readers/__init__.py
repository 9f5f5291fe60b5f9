"""The corpus formats, one a file; `muqabala.corpus` chooses among them."""
