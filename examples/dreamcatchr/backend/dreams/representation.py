"""Dreams as JSON: what the owner sees, and what everybody sees."""

from dreams.models import Mood


def for_owner(dream):
    return {
        "id": dream.id,
        "title": dream.title,
        "body": dream.body,
        "mood": dream.mood or Mood.UNKNOWN,
        "created": dream.created.isoformat(),
        "shared": dream.is_shared,
    }


def for_everybody(dream):
    """A shared dream with its author's public name; the owner's login name is left out."""
    profile = getattr(dream.owner, "profile", None)
    return {**for_owner(dream), "author": profile.display_name if profile else "Dreamer"}
