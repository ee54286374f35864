"""Questions that begin with can, will, should, have, may or must. Permissions and favours stay as they are."""

import re

from bot.questions.english import is_adjective, is_plural, join, match, objective, split_subject
from bot.questions.opening.doing import do_need, opinion
from bot.questions.opening.objects import which_object, who_or_what

# Favours and permissions are asked with yes or no, and rightly so: "May I use your name?"
_PERMISSION = (
    r"(?:I|we) (?:please |just |also |perhaps |maybe |possibly )*(?:use|mention|ask|send|contact|call|write|"
    r"email|mail|message|text|keep|quote|record|visit|share|"
    r"reach out|follow up|connect|add|check in|check back|take notes|stay in touch|come|say|tell|buy|offer|"
    r"thank|show|bring|"
    r"shadow|drop by|refer|book|invite|meet|be in touch|get back|give|pass)\b.*"
)


DESCRIBES = (
    r"you (?:please |perhaps |maybe |possibly |briefly )*(?:tell me|describe|explain|walk me|talk (?:me|"
    r"about|a)|say (?:more|something)|share|expand|elaborate|"
    r"show me|take me|speak (?:about|to)|paint|outline|give me (?:a sense|an idea|a feel|an overview)|go "
    r"into|help me (?:understand|see))\b"
)


_REQUEST = (
    r"you (?:please |perhaps |maybe |possibly )*(?:introduce|send|forward|put me in touch|connect me|repeat|"
    r"spell|hear|speak up|pass|call|email|write to|"
    r"be (?:willing|able|open|available|free|so kind|up)|have (?:time|a minute|some time)|mind|meet|join|"
    r"spare|prefer)\b.*"
)


def can(aux: str, tail: str) -> str | None:
    """ "Can you recommend a book?" → "Which book would you recommend?"; None for permissions, favours and "tell me"."""
    if match(DESCRIBES + r".*", tail):
        return None
    resume = match(
        r"you (?:please )?(?:look at|look over|review|check|read|go over|give me feedback on) my (resume|"
        r"résumé|cv|portfolio|cover letter|reel|website|linkedin.*)",
        tail,
    )
    if resume:
        return f"What would you change about my {resume[1]}"
    if match(_PERMISSION, tail) or match(_REQUEST, tail):
        return None
    found = match(
        r"you (?:please |also )?(?:recommend|suggest|name|point me to|think of)\s+(?:an?|any|some)(thing|one|"
        r"body)\s*(.*)",
        tail,
    )
    if found:
        return join("What" if found[1] == "thing" else "Who", "would you recommend", found[2])
    found = match(
        r"you (?:please |also )?(?:recommend|suggest|name|point me to|think of)\s+(?:any |some |an? "
        r")(.+?)(?:\s+((?:for|to|in|on|about)\b.*))?",
        tail,
    )
    if found:
        return join("Which", found[1], "would you recommend", found[2] or "")
    found = match(
        r"you (?:please )?give (?:me |us )(?:an? |any |some )?(.+?)(?:\s+((?:for|to|in|on|about|of)\b.*))?", tail
    )
    if found:
        return join("What", found[1], "would you give me", found[2] or "")
    found = match(r"you help (me|us) (?:to )?(.+)", tail)
    if found:
        return (
            f"What would help {found[1]} most "
            f"{'with ' + found[2][5:] if found[2].startswith('with ') else 'to ' + found[2]}"
        )
    subject, phrase = split_subject(tail)
    if phrase:
        which = who_or_what(aux, subject, phrase) or which_object(aux, subject, phrase)
        if which:
            return which
        if re.match(r"work (?:from|remotely|flexibly|part)", phrase, re.IGNORECASE):
            return f"How often {aux} {tail}"
        opinion = match(r"(?:imagine|picture|see)\s+(.+)", phrase)
        if opinion:
            return f"How would {subject} picture {opinion[1]}"
        be = match(r"be (?:very |really |too |so )?(\S+)(.*)", phrase)
        if be and is_adjective(be[1]):
            return join("How", be[1], aux, subject, "be", be[2].strip())
    return f"How {aux} {tail}"


def will(aux: str, tail: str) -> str | None:
    """ "Will the field grow?" → "How likely is it that…"; None for favours such as "Would you be willing…"."""
    if match(_REQUEST, tail) or re.match(
        r"it be (?:ok|okay|all ?right|possible|fine|convenient|too much)\b", tail, re.I
    ):
        return None
    if match(DESCRIBES + r".*", tail):
        return None
    found = match(r"you (?:say|think|agree|argue) (?:that )?(.+)", tail)
    if found:
        verb = tail.split()[1]
        return opinion(aux, "you", verb, found[1])
    found = match(r"you (?:still |ever |also |personally )?(?:recommend|suggest|advise)\s+(?!any|some)(.+)", tail)
    if found:
        return f"What would you tell someone who is considering {found[1]}"
    found = match(r"you (?:still |ever |also |personally )?(?:recommend|suggest)\s+(.+)", tail)
    if found:
        return who_or_what("would", "you", f"recommend {found[1]}") or which_object(
            "would", "you", f"recommend {found[1]}"
        )
    needed = match(r"(I|you|we|one|people) (need .+)", tail)
    if needed:
        return do_need("do", needed[1], needed[2])
    found = match(r"(.+?) be (?:very |really |too |so |more )?(\S+)(.*)", tail)
    if found and is_adjective(found[2]):
        return join("How", found[2], aux, found[1], "be", found[3].strip())
    found = match(r"(.+?) (?:really )?(help|matter|change)\b(.*)", tail)
    if found:
        return join("How" if found[2] == "change" else "How much", aux, found[1], found[2], found[3].strip())
    found = match(r"there be (?:any |some |an? |more )?(.+?)(?:\s+((?:in|at|for|to|on|within)\b.*))?", tail)
    if found:
        return join("What", found[1], aux, "there be", found[2] or "")
    if aux == "will":
        return f"How likely is it that {_statement(tail, 'will')}"
    found = match(r"(you|they|I|we|people|someone) (?:ever |still |consider )?(.+)", tail)
    if found and re.match(r"consider\b", found[2]):
        return f"What would make {objective(found[1])} {found[2]}"
    if found and "consider " in tail:
        return f"What would make {objective(found[1])} consider {found[2]}"
    if found and found[1].lower() == "i":
        return f"What would make me {found[2]}, or not"
    return f"What would make {objective(found[1])} {found[2]}, or not" if found else f"In what ways would {tail}"


def _statement(tail: str, aux: str) -> str:
    subject, phrase = split_subject(tail)
    if phrase:
        return f"{subject} {aux} {phrase}"
    words = tail.split()
    # Without a known verb the subject is a name or a pronoun: one word, or as many as carry capitals.
    count = 1
    if words[0].lower() in {"the", "your", "my", "this", "that", "a", "an", "these"}:
        count = min(2, len(words) - 1)
    return " ".join([*words[:count], aux, *words[count:]])


def should(aux: str, tail: str) -> str:
    """ "Should I learn Python?" → "How useful would it be for me to learn Python?"."""
    found = match(r"(.+?) be (?:very |really |too |so )?(\S+)(.*)", tail)
    if found and is_adjective(found[2]):
        return join("How", found[2], "should", found[1], "be", found[3].strip())
    found = match(
        r"(I|we|one|you|people|students|graduates|someone|everyone|they)\s+(?:rather |really |also |still )?(.+)", tail
    )
    if found:
        either = match(r"(.+?) or (?:rather )?(.+)", found[2])
        if either and " or not" not in found[2]:
            return f"What speaks for each: to {either[1]}, or to {either[2]}"
        return f"How useful would it be for {objective(found[1])} to {re.sub(r' or not$', '', found[2])}"
    return f"In what ways should {tail}"


def have(aux: str, tail: str) -> str:
    """ "Have you ever wanted to quit?" → "When have you wanted to quit?"."""
    many = match(r"there (?:ever )?been (?:many|a lot of|any|some|much) (.+)", tail)
    if many:
        return join(f"How {'many' if is_plural(many[1]) else 'much'}", many[1], aux, "there been")
    subject, phrase = split_subject(tail)
    if not phrase:
        return f"How {aux} {tail}"
    if subject.lower() in {"anyone", "anybody", "someone", "somebody"}:
        return f"Who {aux} {re.sub(r'^ever ', '', phrase)}"
    plain = re.sub(r"^(?:really|actually|also|already|just|recently)\s+", "", phrase)
    which = who_or_what(aux, subject, plain) or which_object(aux, subject, re.sub(r"^ever ", "", plain))
    if which:
        return which
    found = match(r"(enjoyed|liked|loved|missed|hated)\s+(.+)", plain)
    if found:
        return f"What {aux} {subject} {found[1]} about {found[2]}"
    found = match(r"(?:always|been)\s+(.+)", plain)
    if found or plain.endswith(" long"):
        return f"How long {aux} {subject} {re.sub(r'^always | long$| for long$', '', plain)}"
    found = match(r"(?:ever|often)\s+(.+)", plain)
    if found:
        return f"{'When' if plain.startswith('ever') else 'How often'} {aux} {subject} {found[1]}"
    found = match(r"(?:thought about|considered)\s+(.+)", plain)
    if found:
        return f"What thoughts {aux} {subject} had about {found[1]}"
    found = match(r"had to\s+(.+)", plain)
    if found:
        return f"When {aux} {subject} had to {found[1]}"
    if subject.lower() in {"you", "they", "we", "people"}:
        return f"When {aux} {subject} {plain}"
    return f"How {aux} {subject} {plain}"


def may(aux: str, tail: str) -> str | None:
    """ "Might the field shrink?" → "How likely is it that…"; None for "May I…"."""
    if tail.split(maxsplit=1)[0].lower() in {"i", "we"}:
        return None
    return f"How likely is it that {_statement(tail, 'may' if aux == 'may' else aux)}"


def must(_: str, tail: str) -> str:
    """ "Must I know Excel?" → "How important is Excel?"."""
    found = match(r"(?:I|you|one|people|we|everyone|students)\s+(?:have|know|hold)\s+(?!to\b)(.+)", tail)
    if found:
        return f"How important {'are' if is_plural(found[1]) else 'is'} {found[1]}"
    found = match(r"(?:I|you|one|people|we|everyone|students)\s+(.+)", tail)
    return f"How important is it to {found[1]}" if found else f"Why must {tail}"
