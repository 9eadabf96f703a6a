"""Public names."""

MAX_LENGTH = 60


def display_name_for(username):
    """A friendly public name: what stands before an @, with separators as spaces, each word capitalized."""
    words = username.split("@")[0].replace(".", " ").replace("_", " ").replace("-", " ").split()
    return " ".join(word.capitalize() for word in words)[:MAX_LENGTH] or "Dreamer"
