"""Where to look for somebody one does not know. Plain links, built from name and employer; nothing is fetched."""

from urllib.parse import quote_plus

from storage.kinds import Circle, Status

# Search pages cut long questions themselves, and Telegram takes no link beyond some two thousand characters.
LONGEST_QUERY = 120

WEB = "https://duckduckgo.com/?q="
PEOPLE = "https://www.linkedin.com/search/results/people/?keywords="

FOUND = (
    ("Credits", "the credits"),
    ("A byline", "a byline"),
    ("A staff page", "a staff page"),
    ("An event", "an event programme"),
)
ROUTES = (
    ("Their employer", "through their employer"),
    ("The press office", "the press office"),
    ("Their own page", "their own page"),
    ("A common contact", "a common contact"),
)


def query(name: str, employer: str | None) -> str:
    """What to search for: the name, then where they work, cut at a word."""
    words = " ".join(f"{name} {employer or ''}".split())
    if len(words) <= LONGEST_QUERY:
        return words
    return words[:LONGEST_QUERY].rpartition(" ")[0] or words[:LONGEST_QUERY]


def web_search(name: str, employer: str | None) -> str:
    """The address of a general web search."""
    return WEB + quote_plus(query(name, employer))


def people_search(name: str, employer: str | None) -> str:
    """The address of a search among LinkedIn's people."""
    return PEOPLE + quote_plus(query(name, employer))


def circle_of(circle: Circle | None, status: Status) -> Circle | None:
    """Which circle somebody stands in once it is told where their name was found; who is met already stays known."""
    met = status not in {Status.TO_CONTACT, Status.REACHED_OUT, Status.NO_REPLY, Status.DECLINED}
    return circle if met and circle else Circle.STRANGERS
