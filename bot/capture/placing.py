"""What the tagger overlooked or mistook, put right by where a word stands.

The tagger judges words one by one; these rules know what a place in a sentence allows: nobody is introduced to a venue,
whoever phoned back is a person, and a job title goes on to the left as far as its own words do.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.capture import lexicon
from bot.capture.text import SENTENCE_END, Token, fold

PRAISE = lexicon.words("places", "praise")
OPENING = frozenset({"a", "an", "the", ",", "(", "as", "-", "–", "—", "/"})
AFTER_TITLE = frozenset(
    {"at", "of", "for", "from", ",", ".", "with", "in", ")", "!", "who", "there", "@", "\n", "and", "-"}
)
BEFORE_TITLE = frozenset(
    {
        "a",
        "an",
        "the",
        ",",
        "(",
        "as",
        "her",
        "his",
        "their",
        "is",
        "'s",
        "-",
        "–",
        "—",
        "became",
        "/",
        "with",
        ":",
        "\n",
        ".",
    }
)
WROTE = lexicon.words("places", "addressed")
TOGETHER = frozenset({"both", "all", "she", "he", "they", "also", "each", "'re", "are"})
SLOTS = WROTE | {"with", "to", "and"}
DID = lexicon.words("places", "did")
RELATIONS = lexicon.words("places", "relations")
# Titles that are as often a name: titles only before a given name or with a full stop.
NAME_LIKE_TITLES = lexicon.words("places", "name_like_titles")


GAVE = frozenset(
    {"sent", "gave", "brought", "bought", "got", "baked", "made", "dropped", "posted", "mailed", "sending"}
)
GIFTS = frozenset(
    {"flowers", "chocolates", "chocolate", "cookies", "roses", "tulips", "cupcakes", "brownies", "cake", "wine", "tea"}
    | {"coffee", "books", "socks", "card", "cards", "money", "thanks", "stickers", "biscuits", "honey", "jam"}
)
# Departments that close a title: "head of R&D".
SHORT_FIELDS = frozenset({"r&d", "hr", "pr", "it", "ux", "ui", "m&a", "seo", "qa", "a&r", "cx", "esg", "csr", "crm"})
LEAVING = frozenset({"left", "quit", "leaving", "leaves", "quits", "ditched"})
LEADING = frozenset({"heads", "runs", "leads", "chairs", "manages", "edits", "owns", "founded", "directs", "joined"})
AGENTS = ("er", "or", "eer", "ist", "ian", "adie", "ress", "wright", "smith", "woman", "keeper")
NO_AGENTS = frozenset(
    {"however", "together", "altogether", "further", "another", "rather", "either", "neither", "whether", "sooner"}
    | {"yesterday", "november", "december", "september", "october", "summer", "winter", "easter", "dinner", "supper"}
    | {"former", "number", "center", "sister", "brother", "mother", "father", "daughter", "clever", "senior", "junior"}
    | {"indoor", "outdoor", "longer", "better", "bigger", "whatever", "whoever", "wherever", "remember", "italian"}
    | {"canadian", "brazilian", "australian", "norwegian", "indian", "russian", "egyptian", "super", "proper"}
)
TRADES = ("ologist", "ographer", "ician", "ist", "ographer", "wright", "keeper", "smith")
# Organisations begin with these in other languages.
OPENS_ORGANISATION = frozenset(
    {
        "hopital",
        "clinique",
        "universite",
        "universidad",
        "universitat",
        "universidade",
        "universita",
        "ecole",
        "instituto",
        "institut",
        "fundacion",
        "fundacao",
        "fondation",
        "stiftung",
        "klinikum",
        "banco",
        "banca",
        "banque",
        "museo",
        "museu",
        "musee",
        "teatro",
        "theatre",
        "compagnie",
        "grupo",
        "groupe",
        "gruppe",
        "verlag",
        "editorial",
        "atelier",
        "ateliers",
        "escola",
        "escuela",
        "colegio",
        "hochschule",
        "ministere",
        "ministerio",
    }
)
# Abbreviations that are towns, countries or wards, in capitals.
SHORT_PLACES = lexicon.words("places", "short_places")
COUNTRIES = lexicon.words("places", "countries")
# Articles of other languages that a paper or a firm begins with: "El Comercio".
ARTICLES = frozenset({"el", "la", "le", "les", "los", "las", "il", "lo", "der", "die", "das", "het", "os"})
# What joins the parts of an organisation's name in other languages.
FOREIGN = frozenset({"do", "da", "del", "dos", "das", "della", "di", "des", "du"})
ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)")
DOES = frozenset(
    {"does", "works", "working", "work", "writes", "designs", "codes", "sells", "consults", "freelances", "reports"}
    | {"recruits", "runs", "handles", "manages", "produces", "edits", "buys", "scouts", "researches", "programmes"}
)
NEW_PERSON = frozenset({"lead", "contact", "person", "connection", "prospect", "name", "acquaintance"})
WHO_LEAVES = frozenset({"who", "she", "he", "they", "just", "recently", "has", "'s", "also", "finally", "had", "and"})
LEFT_WITH = frozenset({"a", "an", "the", "my", "another", "with", "alone", "'s", "voicemail", "to", "two", "some"})
FIRMS = frozenset(
    {
        "startup",
        "start-up",
        "company",
        "firm",
        "business",
        "studio",
        "agency",
        "label",
        "nonprofit",
        "charity",
        "practice",
        "shop",
        "consultancy",
        "lab",
        "outfit",
        "brand",
        "platform",
        "app",
        "organisation",
        "organization",
        "foundation",
        "gallery",
        "magazine",
        "collective",
        "press",
    }
)
EMPLOYER_LABELS = frozenset({"where", "org", "company", "firm", "employer", "organisation", "organization", "works"})


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens first … last - 1 are one thing of this kind."""

    kind: str
    first: int
    last: int


@dataclass(slots=True)
class Placing:
    """The tokens of a message with their tags, the names model's scores, and the tokens of days and times."""

    tokens: Sequence[Token]
    tags: list[str]
    likely: Sequence[float] | None
    dated: frozenset[int]

    def runs(self) -> list[Run]:
        """Everything named, in order, after correction."""
        self._add_overlooked_people()
        self._add_overlooked_titles()
        self._part_addressed()
        self._add_overlooked_organisations()
        found: list[Run] = []
        index = 0
        while index < len(self.tokens):
            run = self._run_at(index)
            if run is None:
                index += 1
                continue
            if found and self._by_particles(found[-1], run):
                run = Run("P", found.pop().first, run.last)
            elif found and self._owns(found[-1], run):
                run = Run("O", found.pop().first, run.last)
            elif found and self._goes_on(found[-1], run):
                run = Run("P" if run.kind == "P" == found[-1].kind else "O", found.pop().first, run.last)
            found.append(run)
            index = run.last
        return found

    def _run_at(self, index: int) -> Run | None:
        tag = self.tags[index]
        if tag == "O" or not self.tokens[index].text[0].isalnum():
            return None
        kind, first, last = tag[2], index, index + 1
        while last < len(self.tokens) and self.tags[last] == f"I-{kind}" and self.tokens[last].plain != "\n":
            titled = self._plain(last - 1) in lexicon.words("names", "sure_titles")
            if self.tokens[last].text == "." and len(self.tokens[last - 1].text) > 3 and not titled:
                self.tags[last] = "O"
                break
            if kind == "O" and self.tokens[last].plain == "for" and self._plain(first - 1) in LEAVING:
                self.tags[last] = "O"
                if last + 1 < len(self.tags) and self.tags[last + 1] == "I-O":
                    self.tags[last + 1] = "B-O"
                break
            if kind == "O" and self.tokens[last].plain == "to" and self._plain(first - 1) == "from":
                self.tags[last] = "O"
                if last + 1 < len(self.tags) and self.tags[last + 1] == "I-O":
                    self.tags[last + 1] = "B-O"
                break
            if kind == "P" and self._is_no_part_of_name(last):
                self.tags[last] = "O"
                break
            if kind == "P" and self.tokens[last].plain in {
                "and",
                "with",
                "at",
                "from",
                "of",
                "who",
                "on",
                "in",
                "for",
                "is",
            }:
                self.tags[last] = "O"
                if last + 1 < len(self.tags) and self.tags[last + 1] == "I-P":
                    self.tags[last + 1] = "B-P"
                break
            last += 1
        while last > first + 1 and not (
            self.tokens[last - 1].text[0].isalnum() and self.tokens[last - 1].plain != "'s"
        ):
            last -= 1
        if kind == "V" and self._plain(last).isdigit() and self.tokens[first].capital and last - first == 1:
            kind = "O"  # "Local 798", "Channel 4"
        foreign = self._plain(last) in FOREIGN and last + 1 < len(self.tokens) and self.tokens[last + 1].capital
        if kind in "PV" and foreign and fold(self.tokens[first].text) in OPENS_ORGANISATION:
            kind = "O"  # "Museu do Oriente"
        if kind == "O" and self._ends_in_field(first, last):
            last -= 1
            self.tags[last : last + 2] = ["B-R", "I-R"]  # "Eskom" grid planner
        last = self._grown(kind, first, last)
        if last - first > 1 and kind in "PO" and self._opens_with_verb(first):
            first += 1
        kind = self._kind_in_place(kind, first, last)
        if (
            kind == "V"
            and self._is_abbreviation(first, last)
            and "in" in {self._plain(first - 1), self._plain(first - 2)}
        ):
            kind = "O"  # "in the HSE"
        return Run(kind, first, last)

    def _is_no_part_of_name(self, index: int) -> bool:
        """A word of the language, in lower case, behind a name: "Ana prefers", "filipe postponed"."""
        token = self.tokens[index]
        if token.capital or not token.is_word or token.plain in lexicon.words("names", "particles", "suffixes"):
            return False
        if token.plain in GIFTS and self._plain(index - 2) in GAVE:
            return True  # "sent rafael flowers"
        if token.plain in {"once", "always", "never", "also", "just", "finally", "then", "still", "already"}:
            return True
        unlikely = self.likely is None or self.likely[index] < 0.05
        loose = fold(token.text)
        inflected = len(loose) > 5 and loose.endswith(("ed", "s", "ing")) and loose not in lexicon.names_of_people()
        return unlikely and (inflected or token.plain in lexicon.words("words", "verbs", "talk_verbs"))

    def _goes_on(self, before: Run, run: Run) -> bool:
        """Two runs side by side that are one name: "Nguyễn Thị" "Bích Ngọc", "Lekki" "Free Zone"."""
        if before.last != run.first or not self.tokens[run.first].capital or self._sentence_start(run.first):
            return False
        if before.kind == run.kind == "P":
            return run.last - before.first <= 5
        if before.kind == "P" and run.kind == "O" and self._plain(before.first) in COUNTRIES:
            return True
        return {before.kind, run.kind} == {"V", "O"}

    def _owns(self, before: Run, run: Run) -> bool:
        """ "St Bartholomew" 's "Hospital"."""
        return (
            before.kind == run.kind == "O"
            and before.last + 1 == run.first
            and self._plain(before.last) == "'s"
            and self._plain(run.first) in lexicon.words("organisations", "heads")
        )

    def _by_particles(self, before: Run, run: Run) -> bool:
        """Two people's names with only particles between are one: "Muhammad" bin "Rashid"."""
        between = range(before.last, run.first)
        particles = lexicon.words("names", "particles") - {"y", "e", "i", "and", "la", "los", "las", "le"}
        return (
            before.kind == run.kind == "P"
            and 0 < len(between) < 3
            and all(self._plain(i) in particles for i in between)
        )

    def _plain(self, index: int) -> str:
        return self.tokens[index].plain if 0 <= index < len(self.tokens) else ""

    def _sentence_start(self, index: int) -> bool:
        return index == 0 or self._plain(index - 1) in SENTENCE_END or self._plain(index - 1) in {"-", "•", "*", ":"}

    def _free(self, index: int, kind: str) -> bool:
        return (
            index < len(self.tokens)
            and self.tags[index] in {"O", f"I-{kind}", f"B-{kind}"}
            and index not in self.dated
            and self.tokens[index].is_word
        )

    def _proper(self, index: int, kind: str) -> bool:
        function = lexicon.words("words", "function", "filler")
        return self._free(index, kind) and self.tokens[index].capital and self._plain(index) not in function

    def _grown(self, kind: str, first: int, last: int) -> int:
        """Where a run really ends: "Resolve" to Save Lives, "Nguyễn Thị" Bích Ngọc, "Company" 3, "deputy" head."""
        if kind == "O" and self.tokens[first].capital:
            last = self._grown_organisation(first, last)
        elif kind == "P" and self.tokens[last - 1].capital:
            while (
                self._proper(last, kind) and self.tags[last] == "O" and self._plain(last) not in lexicon.plain_words()
            ):
                if self.tokens[last].text.isupper():
                    break
                last += 1
        elif kind == "R":
            heads = lexicon.words("roles", "heads")
            while self._free(last, kind) and self.tags[last] == "O" and self._plain(last) in heads:
                last += 1
            if self._plain(last) == "of" and self._field(last + 1) and self._titled_field(last):
                self.tags[last : last + 2] = ["I-R", "I-R"]
                last += 2  # "head" of returns
            elif self._plain(last - 1) == "of" and self._plain(last) in SHORT_FIELDS:
                self.tags[last] = "I-R"
                last += 1  # "head of" R&D
            elif self._plain(last - 1) == "of" and last < len(self.tokens) and not self.tokens[last].capital:
                last += self.tokens[last].is_word and last not in self.dated  # "head of" post
        return last

    def _ends_in_field(self, first: int, last: int) -> bool:
        """Capitals and then one word in lower case before a title: the word is the title's."""
        return (
            last - first > 1
            and self.tags[last : last + 1] == ["B-R"]
            and self.tokens[first].capital
            and not self.tokens[last - 1].capital
            and self.tokens[last - 1].is_word
            and self.tokens[last - 1].plain not in lexicon.words("organisations", "heads") | {"'s"}
            and not self.tokens[last].capital
        )

    def _titled_field(self, at: int) -> bool:
        """Whether what a title is "of" is its field, not where it is held: "head of returns", "curator of maps, X"."""
        if self._plain(at - 1) == "head":
            return True
        after = at + 3 if self._plain(at + 2) in {",", "at", "for", "@", "-"} else 0
        if not after or after >= len(self.tags):
            return False
        return self.tags[after][2:] == "O" or self.tokens[after].capital or self._plain(after) == "the"

    def _field(self, index: int) -> bool:
        """A word in lower case that names what somebody heads."""
        if index >= len(self.tokens) or index in self.dated:
            return False
        token = self.tokens[index]
        small = not token.capital and token.is_word and token.plain not in lexicon.words("words", "function", "filler")
        return small or token.plain in SHORT_FIELDS

    def _grown_organisation(self, first: int, last: int) -> int:
        if self._plain(last) == "." and self._plain(last + 1) in {"com", "io", "ai", "org", "co", "net", "app"}:
            last += 2 * (self.tokens[last].start == self.tokens[last - 1].end)  # "Booking.com"
        if self._plain(last) in COUNTRIES and self.tokens[last].capital and self._plain(last + 1) != "'s":
            last += 1
        while self._plain(last) in FOREIGN and last + 1 < len(self.tokens) and self.tokens[last + 1].capital:
            last += 2
        while self._plain(last) in {"for", "of", "to", "the"} and self._proper(last + 1, "O"):
            if self._plain(last) == "for" and self._plain(first - 1) in LEAVING:
                break
            if self._plain(last) in {"to", "the"} and self.tags[last + 1] == "B-O":
                break
            last += 2
            while self._proper(last, "O") and self.tags[last] != "B-O":
                last += 1
        number = last < len(self.tokens) and self.tokens[last].text.isdigit() and len(self.tokens[last].text) < 4
        if number and last - first == 1 and self._plain(last + 1) in {"", ",", ".", ")", *DID}:
            last += 1
        return last

    def _opens_with_verb(self, index: int) -> bool:
        """A capital at the beginning that is a verb unknown to the lists: "Flicked" Brooke a note."""
        word = fold(self._plain(index))
        names = lexicon.names_of_people()
        return self._sentence_start(index) and word.endswith("ed") and len(word) > 4 and word not in names

    def _kind_in_place(self, kind: str, first: int, last: int) -> str:
        """What a run must be, standing where it stands."""
        before, earlier = self._plain(first - 1), self._plain(first - 2)
        given = fold(self.tokens[first].text) in lexicon.given_names() and self._plain(first) not in ARTICLES
        sure = self.likely is not None and self.likely[first] > 0.6
        owner_of = self._plain(last) == "'s" and last + 1 < len(self.tokens) and self.tags[last + 1][2:] in {"P", "R"}
        if kind == "V" and before in {"to", "with"} and earlier in {"me", "us", "touch", "on"}:
            return "P"
        if kind == "V" and before in {"both", "all"}:
            return "O"
        if kind == "P" and before in {"left", "quit"} and earlier in WHO_LEAVES and self._plain(last) not in LEFT_WITH:
            return "O"  # "who left X in the spring"
        if kind == "P" and last - first > 1 and self._like_a_person(first, last):
            return "O"
        if kind == "P" and before == "from" and last - first == 1 and self._belongs_to_firm(first):
            return "O"
        labelled = kind == "O" and before == ":" and earlier in NEW_PERSON and self._plain(last) == ","
        if labelled and last - first < 4 and not self._known(first, last) and not self.tokens[first].text.isupper():
            return "P"  # "new lead: X, pathologist, …"
        if kind == "O" and before in {"via", "through"} and self._looks_like_a_person(first, last):
            return "P"
        if kind in "PV" and self._abbreviation_beside(first, last):
            return "O"
        start = first - 1 - (before == "the")
        if (
            kind == "V"
            and self._plain(start) == "to"
            and self._plain(start - 2) == "from"
            and self.tags[start - 1][2:] == "O"
        ):
            return "O"  # "moved from O to X"
        if kind in "PV" and before in {"named", "called"} and earlier in FIRMS:
            return "O"
        if kind == "P" and before == ":" and earlier in EMPLOYER_LABELS:
            return "O"
        if kind == "P" and fold(self.tokens[first].text) in OPENS_ORGANISATION and last - first > 1:
            return "O"
        if kind == "V" and (
            before in {"at", "@"}
            and earlier in lexicon.words("organisations", "departments") | {"hr", "pr", "ops", "r&d"}
        ):
            return "O"
        if (
            kind == "P"
            and before in {"in", "at", "from"}
            and last - first > 1
            and self._is_abbreviation(last - 1, last)
        ):
            return "O"  # "in Permanent TSB"
        titled = self._plain(first) in lexicon.words("names", "sure_titles") and 1 < last - first < 5
        if kind == "O" and titled and not self._known(first, last):
            return "P"  # "Prof. Yamamoto"
        if kind == "O" and self._is_spoken_of(first, last):
            return "P"
        if kind == "O" and self._leads_a_column(first, last):
            return "R"
        if kind == "O" and self._is_person_in_place(first, last):
            return "P"
        if kind == "P" and not given and before in {"round", "around", "near", "outside", "in"} and last - first == 1:
            return "V"
        if kind in "OP" and last - first == 1 and self._is_trade(first) and self._plain(last) in {"at", "for", "with"}:
            return "R"
        if kind == "V" and self._after_title(first):
            return "O"
        if kind == "V" and self._is_organisation(first, last):
            return "O"
        if kind == "O" and self._is_gathering(last - 1):
            return "V"
        if kind == "P" and before in {"both", "all"} and earlier in {",", "("}:
            return "O"
        if kind == "P" and not given and (
            (before in {"at", "of", "with", "for"} and self._after_title(first))
            or self._leads(first)
            or (before in {"with", "at", "for"} and earlier in {"'s", "is", "works", "worked", "working", "now"})
            or (before in {"from", "at", "of"} and earlier in TOGETHER)
            or (before == "(" and first > 1 and self.tags[first - 2][2:] == "P")
            or (owner_of and self.tags[last + 1] == "B-P")
            or (owner_of and self.tags[last + 1] == "B-R" and last - first == 1 and not sure)
            or self._before_title(first, last)
            or self._between_signs(first, last)
            or self._closes_bracket(first, last)
            or (self._second_of_two(first, last)
                and (not sure or self._at_ones_office(last) or self._titled_column(first, last)))
        ):  # fmt: skip
            return "O"
        if kind == "O" and self._plain(last) == "'s" and given and last - first == 1 and not owner_of:
            return "P"
        if (
            kind == "O"
            and before in WROTE
            and not self.tokens[first].capital
            and last - first <= 3
            and not self._known(first, last)
        ):
            return "P"
        return kind

    def _belongs_to_firm(self, index: int) -> bool:
        """ "but P0 from X can": nobody is from a person; "heard about P0 from X" is another matter."""
        if (
            index < 3
            or self.tags[index - 2][2:] != "P"
            or self._plain(index + 1) not in {"can", "could", "said", "says"}
        ):
            return False
        return self._plain(index - 3) not in {"about", "of"}

    def _looks_like_a_person(self, first: int, last: int) -> bool:
        """Two words with a capital each, and neither a word of the language nor of organisations: "Pekka Lahtinen"."""
        return (
            last - first == 2
            and not self._known(first, last)
            and all(
                self.tokens[i].text.istitle()
                and self.tokens[i].text.isalpha()
                and self._plain(i) not in lexicon.never_people()
                for i in range(first, last)
            )
            and self._plain(last) in {":", ",", ".", "", "\n", ")", "-", "–", "—", "(", "and", "at", "from"}
        )

    def _abbreviation_beside(self, first: int, last: int) -> bool:
        """ "P, SABIC, engineer": capitals only between signs behind a person, where not all is written so."""
        text = self.tokens[first].text
        return (
            last - first == 1
            and len(text) > 2
            and text.isalpha()
            and text.isupper()
            and self._plain(first - 1) in {",", "(", "-", "–", "—", "/"}
            and self._plain(last) in {",", ")", ".", "", "\n", "-", "–", "—", "/"}
            and self._people_before(first) > 0
            and any(t.text[:1].isupper() and not t.text.isupper() for t in self.tokens[:first])
            and text.lower() not in SHORT_PLACES
        )

    def _is_abbreviation(self, first: int, last: int) -> bool:
        """ "HSE", "AIB": capitals only, and no country or town shortened."""
        text = self.tokens[first].text
        return (
            last - first == 1
            and len(text) > 2
            and text.isalpha()
            and text.isupper()
            and text.lower() not in SHORT_PLACES
        )

    def _is_spoken_of(self, first: int, last: int) -> bool:
        """ "audio with Chidera, she says …": one capital behind "with" that a pronoun takes up."""
        if last - first > 1 or self._plain(first - 1) not in {"with", "met"} or not self.tokens[first].capital:
            return False
        if self._known(first, last) or any(tag[2:] == "P" for tag in self.tags[: last + 3]):
            return False
        return any(self._plain(i) in {"she", "he"} for i in range(last, last + 4))

    def _people_before(self, last: int) -> int:
        """How many people are tagged up to here, words side by side counting as one."""
        return sum(t[2:] == "P" and (not i or self.tags[i - 1][2:] != "P") for i, t in enumerate(self.tags[:last]))

    def _leads_a_column(self, first: int, last: int) -> bool:
        """ "P (character TD, Framestore)": lower case before a capital in brackets is the title."""
        return (
            self._plain(first - 1) == "("
            and first > 1
            and self.tags[first - 2][2:] == "P"
            and not self.tokens[first].capital
            and self._plain(last) == ","
            and last + 1 < len(self.tags)
            and self.tags[last + 1] == "B-O"
            and self.tokens[last + 1].capital
        )

    def _before_title(self, first: int, last: int) -> bool:
        """ "P, Icelandair, revenue analyst": between a person and a title, or a colon, stands the organisation."""
        if self._plain(first - 1) not in {",", "."} or first < 2 or self.tags[first - 2][2:] != "P" or last - first > 1:
            return False
        if self._people_before(last) != 2 or self._plain(last) not in {",", ":", "."}:
            return False
        if (self._plain(last), self._plain(last + 1)) in {(",", "at"), (",", "@")}:
            return fold(self._plain(first)) not in lexicon.names_of_people()  # "P, Aramco, at V
        titled = self.tags[last + 1 : last + 2] == ["B-R"] or (
            last + 1 < len(self.tags) and self._plain(last + 1) in lexicon.words("roles", "heads", "modifiers")
        )
        return titled or (self._plain(last) == ":" and self._plain(last + 1) != "\n")

    def _after_title(self, index: int) -> bool:
        """Whether "head of", "curator in the" stands before."""
        at = index - 1
        if self._plain(at) == "the":
            at -= 1
        if self._plain(at) not in {"at", "of", "in", "for", "with"} or at < 1:
            return False
        return self.tags[at - 1][2:] == "R" or (
            self._plain(at - 1) in lexicon.words("roles", "heads") and self._plain(at) != "in"
        )

    def _is_organisation(self, first: int, last: int) -> bool:
        words = {self._plain(i) for i in range(first, last)}
        places = lexicon.words("organisations", "venues", "gatherings")
        return (
            self._plain(first - 1) in {"at", "from"}
            and bool(words & lexicon.words("organisations", "heads"))
            and not words & places
        )

    def _is_gathering(self, index: int) -> bool:
        """Whether a name ends as gatherings do: "careers evening", "PyCon", "Web Summit"."""
        word = self._plain(index)
        if word in {"evening", "night"}:
            return True
        if word in lexicon.words("organisations", "gatherings") - {
            "session",
            "social",
            "talk",
            "opening",
            "course",
            "retreat",
            "fest",
        }:
            return word not in lexicon.words("organisations", "heads")
        return (len(word) > 5 and word.endswith(("con", "conf", "fest"))) or (
            self._plain(index - 1).endswith("con") and len(self._plain(index - 1)) > 4
        )

    def _second_of_two(self, first: int, last: int) -> bool:
        """ "P, X, at her office", "P, curator, X.": the second of two between commas is where the first works."""
        at = first - 2
        if at > 1 and self.tags[at][2:] == "R":
            while at > 0 and self.tags[at][2:] == "R":
                at -= 1
            at -= self._plain(at) in {",", "→", ";", "|", "-", "–", "—", "("}
        while at > 0 and at in self.dated:
            at -= 1  # "P yesterday, X, …"
        return (
            self._plain(first - 1) == ","
            and at >= 0
            and self.tags[at][2:] == "P"
            and self._plain(last) in {",", ".", "", "\n", ")", "(", "at", "on", "-", "–", "—"}
            and not any(self.tags[i] == "B-P" for i in range(last, min(last + 3, len(self.tags))))
            and self._people_before(last) == 2
        )

    def _closes_bracket(self, first: int, last: int) -> bool:
        """ "P (head of research, X)": behind the title in the same bracket stands the organisation."""
        at = first - 2
        if (
            self._plain(first - 1) not in {",", "@", "-"}
            or self._plain(last) not in {")", ","}
            or self.tags[at][2:] != "R"
        ):
            return False
        while at > 0 and self.tags[at][2:] == "R":
            at -= 1
        return self._plain(at) == "(" and at > 0 and self.tags[at - 1][2:] == "P"

    def _titled_column(self, first: int, last: int) -> bool:
        """ "P, curator, X, at": behind the title stands the organisation, unless a title of its own follows."""
        titled = self._plain(last) == "," and self.tags[last + 1 : last + 2] == ["B-R"]
        return self._plain(first - 1) == "," and self.tags[first - 2][2:] == "R" and last - first > 1 and not titled

    def only_opens(self, index: int) -> bool:
        """Whether a word taken for a person owes its capital to the beginning of a sentence: "Carry two copies"."""
        loose, after = fold(self.tokens[index].text), self._plain(index + 1)
        if self._opens_as_subject(index):
            return False
        if not self._sentence_start(index) or not self.tokens[index].capital or after in DID | {"'s", "'"}:
            return False
        if loose in lexicon.given_names() or loose in lexicon.family_names() or index + 1 >= len(self.tokens):
            return False
        if index + 1 in self.dated or not self.tokens[index + 1].is_word:
            return False
        if self.likely is not None:
            return self.likely[index] < 0.2
        return after not in {"from", "at", "of", "and", "is", "was"}

    def _at_ones_office(self, index: int) -> bool:
        """ "…, at her office": one person is meant, so the name before is where she works."""
        return (self._plain(index), self._plain(index + 1)) == (",", "at") and self._plain(index + 2) in {"her", "his"}

    def _between_signs(self, first: int, last: int) -> bool:
        """ "P; X; role", "P → X", "P | X": a log in columns, where the second column is the organisation."""
        sign = self._plain(first - 1)
        dash = sign in {"-", "–", "—", "/"} and self._plain(last) == sign
        return (
            (sign in {";", "→", "|"} or dash)
            and first > 1
            and self.tags[first - 2][2:] == "P"
            and self._plain(last) in {sign, "", "\n", ".", ","}
            and sum(tag == "B-P" for tag in self.tags[self._line_start(first) : last]) == 2
        )

    def _line_start(self, index: int) -> int:
        """Where the line of a list begins in which a token stands."""
        while index and self._plain(index - 1) != "\n":
            index -= 1
        return index

    def _leads(self, index: int) -> bool:
        """ "heads X's Lagos office", "he runs X": what is led is no person."""
        before, earlier = self._plain(index - 1), self._plain(index - 2)
        if before == "join":
            return earlier == "to"
        return before in LEADING and (earlier in {"she", "he", "who", "they", "now", "also"} or index == 1)

    def _is_person_in_place(self, first: int, last: int) -> bool:
        """Taken for an organisation, but it has one of its own, or stands beside a person as a pair."""
        words = {self._plain(i) for i in range(first, last)}
        if words & lexicon.words("organisations", "heads") or self._known(first, last) or "the" in words:
            return False
        owns = self._plain(last) == "(" and last + 1 < len(self.tags) and self.tags[last + 1] == "B-O"
        closing = next((i for i in range(last + 1, min(last + 8, len(self.tags))) if self._plain(i) == ")"), 0)
        if owns and closing and all(self.tags[i] == "I-O" for i in range(last + 2, closing)):
            return self._plain(first - 1) in {"from", "to", "with", "for", "met", "and", "&"} | WROTE
        paired = self._plain(last) == "and" and last + 1 < len(self.tags) and self.tags[last + 1] == "B-P"
        return paired and self._sentence_start(first) and self.tokens[first].capital and last - first == 2

    def _is_trade(self, index: int) -> bool:
        """A job title by its ending: "agronomist", "biostatistician"."""
        plain = self._plain(index)
        return (
            len(plain) > 6
            and not self.tokens[index].capital
            and plain.endswith(TRADES)
            and plain not in lexicon.words("words", "common")
        )

    def _like_a_person(self, first: int, last: int) -> bool:
        """Organisations that are called as people are: "Oliver Wyman"."""
        return " ".join(fold(self.tokens[i].text) for i in range(first, last)) in lexicon.named_like_people()

    def _is_agent(self, index: int) -> bool:
        """ "P, roadie.", "P (falconer)": a doer by its ending, alone between signs behind a person."""
        plain = self._plain(index)
        return (
            index > 1
            and len(plain) > 5
            and not self.tokens[index].capital
            and plain.endswith(AGENTS)
            and self._plain(index - 1) in {",", "("}
            and self.tags[index - 2][2:] == "P"
            and self._plain(index + 1) in {",", ".", ")", "", "\n", "at", "with", "for"}
            and plain not in lexicon.words("words", "common", "verbs", "function", "filler")
            and plain not in NO_AGENTS
        )

    def _known(self, first: int, last: int) -> bool:
        name = " ".join(fold(self.tokens[i].text) for i in range(first, last))
        return name in lexicon.known_organisations()

    def _add_overlooked_people(self) -> None:
        """Names that only their place gives away: "talked to kimberly", "messaged javi and lupe", "summer phoned"."""
        given = lexicon.given_names()
        unlikely = lexicon.never_people()
        for i, token in enumerate(self.tokens):
            if (
                self.tags[i] != "O"
                or i in self.dated
                or not token.is_word
                or len(token.plain) < 3
                or " " in token.plain
            ):
                continue
            loose, before = fold(token.plain), self._plain(i - 1)
            lists = self._plain(i + 1) == "," and self.tags[i + 2 : i + 3] == ["B-P"] and before == ":"
            if lists and token.capital and token.plain not in unlikely:
                self.tags[i] = "B-P"  # "3 people: Abi, Callum Reid"
            if i == 0 and loose in given and self._plain(1) in DID:
                self.tags[i] = "B-P"
            if self._opens_as_subject(i) and token.plain not in unlikely:
                self.tags[i] = "B-P"
            handle = (
                before == "at" and self.tokens[i - 1].text == "@" and self.tokens[i - 1].end == token.start
                if i
                else False
            )
            if handle and (self._plain(i - 2) in SLOTS or i == 1):
                self.tags[i] = "B-P"
            if before in lexicon.words("names", "sure_titles") and token.plain not in unlikely:
                self.tags[i] = "B-P"
                continue
            if before in RELATIONS and token.plain not in unlikely and not token.plain.endswith(("ing", "ed")):
                self.tags[i] = "B-P"
                if (
                    self.tags[i + 1 : i + 2] == ["O"]
                    and self._plain(i + 1) not in unlikely
                    and self.tokens[i + 1].is_word
                ):
                    self.tags[i + 1] = "I-P"
                continue
            if before not in SLOTS or token.plain in unlikely or i == 0:
                continue
            talking = before == "to" and self._plain(i - 2) in {"talked", "spoke", "chatted", "wrote", "reached"}
            addressed = before in WROTE or before == "with" or talking
            joined = before == "and" and self.tags[i - 2][2:] == "P" if i > 1 else False
            if (loose in given and (addressed or joined)) or (before in WROTE and i == 1):
                self.tags[i] = "B-P"

    def _opens_as_subject(self, index: int) -> bool:
        """ "Reto never called back": a capital at the beginning before what people do or fail to do."""
        token = self.tokens[index]
        if index or not token.capital or token.text.isupper() or len(self.tokens) < 4:
            return False
        after = 1
        while self._plain(after) in {"never", "still", "finally", "just", "also", "has", "hasn't", "already", "didn't"}:
            after += 1
        loose = fold(token.text)
        sure = loose in lexicon.given_names() or (self.likely is not None and self.likely[0] > 0.1)
        return (
            sure and after > 1 and self._plain(after) in DID | {"call", "reply", "answer", "write", "respond", "show"}
        )

    def _is_given(self, index: int) -> bool:
        return fold(self._plain(index)) in lexicon.given_names()

    def _add_overlooked_organisations(self) -> None:
        """ "moved from O to X", "joined X", "from 3M": capitals where an employer is said, figures beside a letter."""
        for i, token in enumerate(self.tokens):
            before, named = self._plain(i - 1), self.tokens[i - 1] if i else None
            if before == "the":
                before = self._plain(i - 2)
            figure = token.text.isdigit() and i + 1 < len(self.tokens) and self.tokens[i + 1].start == token.end
            if figure and before in {"at", "from", "@", "of", "("} and self.tokens[i + 1].text.isupper():
                if not {i, i + 1} & self.dated and self.tags[i][2:] != "O":
                    self.tags[i : i + 2] = ["B-O", "I-O"]
                continue
            if self.tags[i] == "B-P" and before in {"joined", "joining", "joins"} and token.capital:
                if self._plain(i - 2) in WHO_LEAVES - {"and"}:
                    self.tags[i] = "B-O"  # "she 's joined X as …"
                continue
            if named is None or not self._proper(i, "O") or self.tags[i] not in {"O", "B-P", "B-V"}:
                continue
            branch = (
                token.plain in {"channel", "local", "radio"}
                and self._plain(i + 1).isdigit()
                and before in {"(", "at", "from", "of"}
            )
            if branch and self.tags[i] == "O":
                self.tags[i : i + 2] = ["B-O", "I-O"]
                continue
            moved = before == "to" and any(
                self._plain(at) == "from" and self.tags[at + 1][2:] == "O" for at in range(max(0, i - 7), i - 1)
            )
            if moved or before in {"joined", "joining"} or self._works_at(i) or self._in_a_column(i):
                self.tags[i] = "B-O"
                last = i + 1
                while self._proper(last, "O") and self.tags[last] in {"O", "I-P", "I-V"}:
                    self.tags[last] = "I-O"
                    last += 1

    def _in_a_column(self, index: int) -> bool:
        """ "P. X. R": untagged, between a person and a title."""
        sign = self._plain(index - 1)
        return (
            sign in {".", ","}
            and index > 1
            and self.tags[index] == "O"
            and self.tags[index - 2][2:] == "P"
            and self._plain(index + 1) == sign
            and self.tags[index + 2 : index + 3] == ["B-R"]
        )

    def _works_at(self, index: int) -> bool:
        """ "P at X", "he's with X now", where X is untagged: a place of work."""
        if self.tags[index] != "O" or fold(self._plain(index)) in lexicon.given_names():
            return False
        at = index - 1 - (self._plain(index - 1) == "the")
        if self._plain(at) == "for" and self._does_for(at):
            return True
        if self._plain(at) not in {"at", "@"} or at < 1:
            return False
        return self.tags[at - 1][2:] in {"P", "R"} or self._plain(at - 1) in {
            "now",
            "works",
            "working",
            "'s",
            "over",
        }

    def _does_for(self, at: int) -> bool:
        """ "she does sourcing for", "he writes for": what somebody does for whoever follows."""
        for doing in range(at - 1, max(at - 4, 0), -1):
            if self._plain(doing) in DOES and self._plain(doing - 1) in {"she", "he", "who", "they", "also", "now"}:
                return True
        return False

    def _part_addressed(self) -> None:
        """ "messaged javi n lupe": whoever was written to, in lower case, joined by "and", are people."""
        for i in range(1, len(self.tokens)):
            if (
                self.tags[i] == "B-O"
                and (self._plain(i - 1) in WROTE or (self._plain(i - 1) == "with" and self._is_given(i)))
                and not self.tokens[i].capital
                and self._plain(i + 1) == "and"
            ):
                self.tags[i] = "B-P"
                self.tags[i + 1] = "O"
                if i + 2 < len(self.tags) and self.tags[i + 2] == "I-O":
                    self.tags[i + 2] = "B-P"

    def _add_overlooked_titles(self) -> None:
        """Job titles in a title's place: "the recruiter, P", "hiring manager at", "'s an actuary at"."""
        heads = lexicon.words("roles", "heads", "short_heads") - lexicon.words("roles", "ambiguous")
        for i, token in enumerate(self.tokens):
            if self.tags[i] != "O" or i in self.dated:
                continue
            if not (token.plain in heads or self._is_trade(i) or self._is_agent(i)):
                continue
            start = i
            while start and self.tags[start - 1] == "O" and self.qualifies(start - 1):
                start -= 1
            named_next = i + 1 < len(self.tags) and self.tags[i + 1] == "B-P"
            before = self._plain(start - 1) if start else "\n"
            told_of = self.tags[start - 1][2:] in {"O", "P"} if start else False
            if (before in BEFORE_TITLE or named_next or told_of) and (
                named_next or self._plain(i + 1) in AFTER_TITLE or i + 1 == len(self.tags)
            ):
                self.tags[i] = "B-R"

    def qualifies(self, index: int) -> bool:
        """Whether a word before a job title belongs to it: "charge" nurse, "freelance" DP, "an angel" investor."""
        plain = self._plain(index)
        if not self.tokens[index].is_word or plain in PRAISE or index in self.dated:
            return False
        if plain in lexicon.words("words", "function", "filler", "talk_verbs"):
            return False
        if plain in lexicon.words("roles", "modifiers", "heads"):
            return True
        if plain in lexicon.words("words", "verbs"):
            return False
        for opening in range(max(0, index - 2), index):
            if self._plain(opening) in OPENING and all(self.tokens[j].is_word for j in range(opening + 1, index)):
                return True
        return False

    def belongs_before(self, kind: str, index: int) -> bool:
        """Whether the word before a run is its beginning, overlooked: "Per" Arne Dahl, "freelance" DP."""
        if self.tags[index] != "O":
            return False
        if kind == "R":
            return self.qualifies(index)
        token = self.tokens[index]
        if kind == "O":
            return index not in self.dated and self._begins_organisation(index)
        inside = index > 0 and self.tokens[index - 1].is_word
        if index == 0 and kind == "P" and token.capital and self._plain(2) in DID | {"from", "of", "(", "is", "'s"}:
            return fold(token.text) in lexicon.given_names()  # "Grant Means from …"
        return kind == "P" and inside and token.capital and fold(token.text) in lexicon.given_names()

    def _begins_organisation(self, index: int) -> bool:
        """ "92nd" Street Y, "St Bartholomew 's" Hospital."""
        token, after = self.tokens[index], self.tokens[index + 1]
        if ORDINAL.fullmatch(token.plain):
            return after.capital
        if self._sentence_start(index):
            return False
        head = after.plain in lexicon.words("organisations", "heads")
        if token.plain == "'s":
            return head and self._begins_organisation(index - 1)
        return (head or token.text == "St" or after.plain == "'s") and self._proper(index, "O")

    def is_title(self, index: int) -> bool:
        """Whether a word before a name is a form of address."""
        plain = self._plain(index)
        if plain not in lexicon.words("names", "titles"):
            return False
        if plain == "don" and self.tokens[index].capital and self.tags[index + 2 : index + 3] == ["I-P"]:
            return fold(self._plain(index + 1)).endswith(("o", "a", "e", "l", "n", "s"))  # "Don Anselmo Cárdenas"
        if plain in NAME_LIKE_TITLES:
            return self._plain(index + 1) == "." or fold(self._plain(index + 1)) in lexicon.given_names()
        return True
