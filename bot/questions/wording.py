"""Yes/no questions, and an open wording of each that keeps its subject.

English marks a yes/no question by its first word ("Do you…", "Is it…"). What that word asks for, and the words after
it, decide which open word fits: how hard, what about, how often, which. Each function below takes one such first word.
"""

import re
from collections.abc import Callable

from bot.questions.english import (
    EMPLOYERS,
    PERSONS,
    PREPOSITIONS,
    SUBJECT,
    gerund_phrase,
    is_adjective,
    is_plural,
    join,
    match,
    objective,
    split_adjective,
    split_subject,
)

LONGEST = 400  # characters; beyond it the text is a speech, not a question

_AUX = "do|does|did|is|are|am|was|were|can|could|will|would|shall|should|may|might|must|have|has|had"
_NEGATED = {
    "don't": "do", "doesn't": "does", "didn't": "did", "isn't": "is", "aren't": "are", "wasn't": "was",
    "weren't": "were",
    "can't": "can", "couldn't": "could", "won't": "will", "wouldn't": "would", "shouldn't": "should", "haven't": "have",
    "hasn't": "has", "hadn't": "had", "mustn't": "must", "ain't": "is",
}  # fmt: skip
OPEN_WORDS = r"what|how|why|which|who|whom|whose|where|when"


def _any_object(aux: str, subject: str, phrase: str) -> str | None:
    """ "Do you read any blogs about film?" → "Which blogs about film do you read?"."""
    found = match(rf"(.*?)\b(?:any|some)\s+(other\s+)?(.+?)(?:\s+((?:{PREPOSITIONS})\b.*))?", phrase)
    if not found:
        return None
    verb, other, noun, rest = (found[1].strip(), found[2] or "", found[3], found[4] or "")
    if re.search(r"\b(?:of|like|about)\Z", noun) or noun.lower() in {"way", "good"} or not verb:
        return None
    word = (
        "What"
        if re.search(r"(?:advice|tips?|suggestions?|ideas?|thoughts|experience|plans|regrets)\Z", noun)
        else "Which"
    )
    return join(word, other.strip(), noun, aux, subject, verb, rest)


def _anything(aux: str, subject: str, phrase: str) -> str | None:
    """ "Do you know anyone who…?" → "Who do you know who…?"; "Did you read anything?" → "What did you read?"."""
    found = match(r"(.*?)\b(any|some)(thing|one|body|where)(?:\s+(else))?(?:\s+(.*))?", phrase)
    if not found or not found[1].strip():
        return None
    word = {"thing": "What", "where": "Where"}.get(found[3].lower(), "Who")
    rest = found[5] or ""
    if rest and is_adjective(rest.split()[0]):
        rest = f"that is {rest}"
    return join(word, found[4] or "", aux, subject, found[1].strip(), rest)


def _opinion(aux: str, subject: str, verb: str, clause: str) -> str:
    """ "Do you think the work is hard?": the opinion stays, its content opens up."""
    clause = re.sub(r"^that\s+", "", clause)
    asker = join(aux, subject, verb)
    should = match(r"(.+?) should (.+)", clause)
    if should:
        return f"How useful {asker} it would be for {objective(should[1])} to {should[2]}"
    able = match(r"(.+?) (?:can|could|would be able to|will be able to) (?!be\b)(.+)", clause)
    if able and able[1].lower() in {"i", "we", "someone", "somebody", "anyone", "one"}:
        return f"What {asker} it would take for {objective(able[1])} to {able[2]}"
    future = match(r"(.+?) (?:will|would|could|might|is going to|are going to) (.+)", clause)
    if future:
        return f"How likely {asker} it is that {clause}"
    worth = match(r"(.+?) (is|are|was) worth (.+)", clause)
    if worth:
        return (
            f"What {asker} makes {worth[1] if worth[1].lower() != 'it' or worth[3] == 'it' else 'it'} "
            f"worth {worth[3]}, or not"
        )
    being = match(r"(.+?) (is|are|was|were|'s) (.+)", clause.replace("it's ", "it is "))
    if being:
        good = match(r"an? (?:very |really )?(\S+) (.+)", being[3])
        if good and is_adjective(good[1]):
            return f"How {good[1]} a {good[2]} {asker} {being[1]} {being[2]}"
        parts = split_adjective(f"{being[1]} {being[3]}")
        if parts and parts[0].split() == being[1].split():
            return join("How", parts[1], asker, parts[0], being[2], parts[2])
    return f"In what ways {asker} {clause}"


_FREQUENT = r"(?:ever|often|usually|normally|typically|generally|sometimes|regularly|frequently|mostly)"
_FILLER = r"(?:really|actually|also|currently|personally|truly|just|even|still|happen to|honestly|particularly|mainly)"


def _do(aux: str, tail: str) -> str:
    subject, phrase = split_subject(tail)
    if not phrase:
        return f"In what ways {aux} {tail}"
    phrase = re.sub(rf"^(?:{_FILLER}|not)\s+", "", phrase, flags=re.IGNORECASE)
    phrase = re.sub(r"\s+(?:at all|very much|so far|by any chance|or not)\Z", "", phrase, flags=re.IGNORECASE)
    done = f"{aux} {subject}"
    frequent = match(rf"{_FREQUENT}\s+(.+)", phrase)
    if frequent:
        return f"{'When' if aux == 'did' else 'How often'} {done} {frequent[1]}"
    always = match(r"always\s+(.+)", phrase)
    if always:
        return f"When {done} first {always[1]}" if aux == "did" else f"How often {done} {always[1]}"
    for rule in (_do_feeling, _do_opinion, _do_need, _do_have, _do_know, _do_object, _do_manner):
        found = rule(aux, subject, phrase)
        if found:
            return found
    if aux == "did":
        return (
            f"What led {objective(subject)} to {phrase}, or not to"
            if match(PERSONS, subject)
            else f"In what ways did {subject} {phrase}"
        )
    either = match(r"(.+?) or (?!not\b)(.+)", phrase)
    if either:
        return f"When {done} {either[1]}, and when {either[2]}"
    if match(PERSONS, subject) or match(EMPLOYERS, subject):
        return f"How often {done} {phrase}"
    return f"In what ways {done} {phrase}"


def _do_feeling(aux: str, subject: str, phrase: str) -> str | None:
    found = match(r"get to be (\S+)(.*)", phrase)
    if found and is_adjective(found[1]):
        return join("How", found[1], aux, subject, "get to be", found[2].strip())
    found = match(r"(consider|call|find|think of) (yourself|themselves)(?: as)? (\S+)(.*)", phrase)
    if found and is_adjective(found[3]):
        return join("How", found[3], aux, subject, found[1], found[2], found[4].strip())
    found = match(r"(like|love|enjoy|hate|dislike|miss|appreciate)\s+(.+)", phrase)
    if found:
        thing = re.sub(r"\s+(?:a lot|much)\Z", "", found[2])
        thing = re.sub(r"^(?:it|the fact) that ", "the fact that ", thing)
        if thing.startswith("to "):
            thing = gerund_phrase(thing[3:])
        return f"What {aux} {subject} {found[1]} about {thing}"
    if match(r"(?:regret)\s+(.+)", phrase):
        return f"How {aux} {subject} look back on {phrase.split(None, 1)[1]}"
    found = match(r"remember\s+(.+)", phrase)
    if found:
        return f"What {aux} {subject} remember about {found[1]}"
    found = match(r"(?:agree with|agree that|agree about)\s+(.+)", phrase)
    if found:
        return (
            f"What is your view on {found[1]}"
            if "with" in phrase or "about" in phrase
            else f"How far {aux} {subject} agree that {found[1]}"
        )
    found = match(r"(?:recommend|suggest|advise)\s+(?!any|some)(.+)", phrase)
    if found:
        return f"What would you tell someone who is considering {found[1]}"
    found = match(r"(?:mind)\s+(.+)", phrase)
    if found:
        return f"How {aux} {subject} feel about {found[1]}"
    found = match(r"want to\s+(.+)", phrase)
    if found:
        return f"What {'made' if aux == 'did' else 'would make'} {objective(subject)} want to {found[1]}, or not"
    found = match(r"expect\s+(?!to\b|any|some)(.+)", phrase)
    if found and aux == "did":
        return f"How did {found[1].split(' to ')[0]} compare with what {subject} expected"
    found = match(r"(?:plan|intend|hope)\s+(?:to|on)\s+(.+)", phrase)
    return f"How {aux} {subject} {phrase}" if found else None


def _do_opinion(aux: str, subject: str, phrase: str) -> str | None:
    found = match(
        r"find\s+(?:that\s+)?(it|your \w+|the \w+|\w+ing)\s+(?:very |really |too |so )?(\S+)(?:\s+(.+))?", phrase
    )
    if found and is_adjective(found[2]):
        return join("How", found[2], aux, subject, "find", found[1], found[3] or "")
    feel = match(r"feel\s+(?:very |really |too |so )?(\S+)(?:\s+(.+))?", phrase)
    if feel and is_adjective(feel[1]):
        return join("How", feel[1], aux, subject, "feel", feel[2] or "")
    see = match(r"see (?:yourself|themselves)\b(.*)", phrase)
    if see:
        later = re.search(r"\b(?:in|next|after)\b.*\Z", see[1])
        return (
            f"Where {aux} {subject} see "
            f"{'yourself' if subject.lower() == 'you' else 'themselves'}{' ' + later[0] if later else ' later on'}"
        )
    found = match(r"(think|believe|feel|find|reckon|suppose|expect|see)\s+(?:that\s+)?(\S+ .+)", phrase)
    if found and found[1].lower() == "feel" and found[2].lower().startswith("like "):
        return (
            _opinion(aux, subject, "feel", found[2][5:])
            if len(found[2].split()) > 3
            else f"How often {aux} {subject} {phrase}"
        )
    if not found or found[2].lower().startswith(("of ", "about ", "in ", "to ", "any", "some", "a ")):
        return None
    if found[1].lower() in {"find", "expect", "see"} and not re.search(
        r"\b(?:is|are|was|will|would|can|has|have)\b|ing\b", found[2]
    ):
        return None
    if found[1].lower() == "see":
        return f"How {aux} {subject} {phrase}"
    return _opinion(aux, subject, found[1], found[2])


def _do_need(aux: str, subject: str, phrase: str) -> str | None:
    was = "was" if aux == "did" else "is"
    found = match(r"(?:need|have) to (?:have |know |get |hold )?(.+)", phrase)
    if found:
        if (
            subject.lower() == "you"
            and phrase.lower().startswith("have to ")
            and not re.match(r"have to (?:have|know|get|hold|be)\b", phrase, re.I)
        ):
            return f"How often {aux} {subject} {phrase}"
        whole = re.sub(r"^(?:need|have) to ", "", phrase, flags=re.IGNORECASE)
        parts = match(r"be (?:very |really |a )?(\S+)(?:\s+(.+))?", whole)
        if parts and is_adjective(parts[1]):
            return join("How", parts[1], aux, subject, "need to be", parts[2] or "")
        return f"How important {was} it to {whole}"
    found = match(r"(?:need|require)\s+(?!any\b|some\b)(.+)", phrase)
    if not found:
        return None
    thing = found[1]
    singular, plural = ("was", "were") if aux == "did" else ("is", "are")
    was = plural if is_plural(thing) else singular
    owner = (
        "" if subject.lower() in {"you", "i", "we", "one", "they", "people", "anyone", "someone"} else f"for {subject}"
    )
    return join("How important", was, thing, owner)


def _do_have(aux: str, subject: str, phrase: str) -> str | None:
    share = match(r"(?:most|many|all)(?: of)? (.+)", subject)
    if share and aux == "do" and re.match(r"have\b", phrase):
        return f"How many of {share[1]} {phrase}" if " of " in subject else f"How many {share[1]} {phrase}"
    found = match(
        r"(?:have|got|have got)\s+(?:a |an |the )?(?:lot of|lots of|much|many|enough)\s+(.+?)(?:\s+(?:((?:to|"
        r"for|in|at|with|on)\b.*)))?",
        phrase,
    )
    if found:
        return join(f"How {'many' if is_plural(found[1]) else 'much'}", found[1], aux, subject, "have", found[2] or "")
    found = match(r"have\s+(?:an?\s+)(?:good |great |decent |healthy )?(.+)", phrase)
    if found:
        if aux == "did":
            return (
                f"What part did a{'n' if found[1][0].lower() in 'aeiou' else ''} {found[1]} play for "
                f"{objective(subject)}"
            )
        if subject.lower() == "you":
            return f"What is your {found[1]} like"
        return f"What kind of {found[1]} {aux} {subject} have"
    found = match(r"have (?:any )?(time|room|freedom|energy|say|influence|control|contact)\b(.*)", phrase)
    if found:
        return join("How much", found[1], aux, subject, "have", found[2].strip())
    if re.match(r"have (?:kids|children|a family)\b", phrase) and aux != "did":
        return f"How does family life fit in with what {subject} do"
    found = match(r"have\s+(?!any|some|to\b)(.+)", phrase)
    if found and aux != "did":
        return f"What {found[1]} {aux} {subject} have"
    return f"What part did {found[1]} play for {objective(subject)}" if found else None


def _do_know(aux: str, subject: str, phrase: str) -> str | None:
    condition = match(r"know (?:if|whether) (.+)", phrase)
    if condition:
        return _from_statement(condition[1]) or f"What {aux} {subject} know about whether {condition[1]}"
    found = match(rf"know\s+(?:{OPEN_WORDS}|much about|a lot about)\s+(.+)", phrase)
    if found:
        return (
            f"What {aux} {subject} know about {re.sub(r'^know (?:much about |a lot about )?', '', phrase, flags=re.I)}"
        )
    found = match(r"know\s+(?:of\s+)?(?:an?)\s+(.+)", phrase)
    return f"Which {found[1]} {aux} {subject} know" if found else None


def _do_object(aux: str, subject: str, phrase: str) -> str | None:
    which = _anything(aux, subject, phrase) or _any_object(aux, subject, phrase)
    if which:
        return which
    if match(r"take (?:an? |\d+ |\w+ )?(?:long|hours?|days?|weeks?|months?|years?|much time)\b.*", phrase):
        return f"How long {aux} {subject} take"
    well = match(r"(\S+(?: \S+)?)\s+(well|much|long|fast|quickly|far)", phrase)
    if well:
        return f"How {well[2]} {aux} {subject} {well[1]}"
    a_lot = match(r"(\S+)\s+(?:a lot|lots)", phrase)
    if a_lot:
        return f"How much {aux} {subject} {a_lot[1]}"
    found = match(r"(\S+)\s+(?:a lot of|lots of|much|many|enough)\s+(.+)", phrase)
    if found:
        noun, _, rest = found[2].partition(" ")
        return join(f"How {'many' if is_plural(noun) else 'much'}", noun, aux, subject, found[1], rest)
    found = match(r"(involve|include|require|mean)\s+(?:an?\s+)?(.+)", phrase)
    if found:
        countable = is_plural(found[2])
        return f"{'What' if countable else 'How much'} {found[2]} {aux} {subject} {found[1]}"
    found = match(
        r"(earn|make|pay)\s+(?:good |decent |a good |a decent )?(?:money|living|wages?|salary|salaries|pay)(.*)", phrase
    )
    if found:
        return join("What does the pay look like", found[2].strip() or "in this line of work")
    found = match(
        r"(offer|provide|look for|value|accept)\s+(?!me\b|you\b|it\b)(?:an?\s+)?(.+?)(?:\s+((?:to|for|in|at)\b.*))?",
        phrase,
    )
    if found:
        return join("What", found[2], aux, subject, found[1], found[3] or "")
    found = match(r"use\s+(.+)", phrase)
    return (
        f"What {aux} {subject} use {found[1]} for"
        if found and subject.lower() == "you" and " for " not in phrase
        else None
    )


_MANNER = (
    "get along|get on|cope|balance|manage|handle|deal|keep|change|affect|influence|shape|decide|choose|learn|prepare|"
    "differ|compare|vary|fit|combine|stay|feel|depend|start out|grow|divide|measure|find"
)


def _do_manner(aux: str, subject: str, phrase: str) -> str | None:
    helped = match(r"help\b(.*)", phrase)
    if helped and subject.lower() in {"anyone", "anybody", "someone", "somebody"}:
        return f"Who {'helped' if aux == 'did' else 'helps'}{helped[1]}"
    found = match(r"(?:help|matter|count|care|pay off)\b(.*)", phrase)
    if found:
        return f"How much {aux} {subject} {phrase}"
    if match(r"prepare\b.*", phrase):
        return f"How well {aux} {subject} {phrase}"
    found = match(
        r"((?:find|get|land) (?:your|the|this|that|a|an) .+?)(?:\s+(?:through|online|by|via|from|with|because)\b.*)?",
        phrase,
    )
    if found and aux == "did":
        return f"How did {subject} {found[1]}"
    if match(r"take an?\b.*", phrase):
        return None
    return f"How {aux} {subject} {phrase}" if match(rf"(?:{_MANNER})\b.*", phrase) else None


def _there(aux: str, rest: str) -> str:
    """ "Is there…", "Are there…"."""
    found = match(r"(any|some)(thing|one|body)\s*(else)?\s*((?:that |who |whom )?)(.*)", rest)
    if found:
        word = "What" if found[2].lower() == "thing" else "Who"
        turn = match(r"(I|you|we|they|he|she)(?:'d| (should|would|could|can|must|might|will|may))\s+(.+)", found[5])
        other = "else" if found[3] else ""
        if turn:
            return join(word, other, (turn[2] or "would").lower(), turn[1], turn[3])
        bare = match(r"(I|you|we|they)\s+(.+)", found[5])
        if bare:
            return join(word, other, "do", bare[1], bare[2])
        return join(word, other, aux, "there", found[4].strip(), found[5])
    found = match(
        r"(?:a lot of|lots of|much|many|enough|a good deal of)\s+(.+?)(?:\s+((?:in|at|on|for|to|between|"
        r"among|with)\b.*))?",
        rest,
    )
    if found:
        return join(f"How {'many' if is_plural(found[1]) else 'much'}", found[1], aux, "there", found[2] or "")
    found = match(r"an? (?:typical|usual|standard|clear|common|normal|set) (.+)", rest)
    if found:
        return f"What does a typical {found[1]} look like"
    rest = re.sub(r"^(?:any|some|still)\s+", "", rest, flags=re.IGNORECASE)
    found = match(r"(?:an?\s+)(.+?)(?:\s+((?:in|at|on|for|to|between|among|with|of|here)\b.*))?", rest)
    if found:
        return join("What kind of", found[1], aux, "there", found[2] or "")
    found = match(r"(.+?)(?:\s+((?:in|at|on|for|to|between|among|with|of|here|I|you|we)\b.*))?", rest)
    if not found:
        return f"What {aux} there {rest}".rstrip()
    if re.match(r"(?:I|you|we)\b", found[2] or ""):
        return f"What {found[1]} {aux} there that {found[2]}"
    quantity = re.match(
        r"(?:room|demand|competition|pressure|travel|overtime|time|support|work|growth)\b", found[1], re.I
    )
    return join("How much" if quantity else "What", found[1], aux, "there", found[2] or "")


def _be(aux: str, tail: str) -> str:
    tail = re.sub(r"^(\S+) not ", r"\1 ", tail)
    there = match(r"there\s+(.+)", tail)
    if there:
        return _there(aux, there[1])
    found = match(r"(.+?) (\w+ing(?: \w+)?) ((?:any|some)(?:thing|one|body)\b.*)", tail)
    if found:
        which = _anything(aux, found[1], f"{found[2]} {found[3]}")
        if which:
            return which
    found = match(r"you responsible for (.+)", tail)
    if found:
        return f"What {aux} you responsible for in {found[1]}"
    found = match(r"it (?:still )?possible (?:for (\S+) )?to (.+)", tail)
    if found:
        return join("What does it take", f"for {found[1]}" if found[1] else "", "to", found[2])
    found = match(r"(.+?) (?:really |still )?worth (.+)", tail)
    if found:
        return f"What makes {found[1]} worth {found[2]}, or not"
    found = match(r"it true (?:that )?(.+)", tail)
    if found:
        return f"How true {aux} it that {found[1]}"
    found = match(r"it better (?:to |for me to )?(.+?) or (?:to )?(.+)", tail)
    if found:
        return f"What speaks for each: to {found[1]}, or to {found[2]}"
    found = match(r"(.+?) (?:better|worse|harder|easier|different|more \S+) (?:than|from) (.+)", tail)
    if found:
        return (
            f"How {'did' if aux in {'was', 'were'} else 'do' if aux == 'are' else 'does'} {found[1]} "
            f"compare with {found[2]}"
        )
    found = match(
        r"(.+?) (?:exactly |really )?(?:what|as|like) (you|I|they|we|people) (?:had )?(expected|imagined|"
        r"hoped|thought)(?: it would be| for)?",
        tail,
    )
    if found:
        did = "did" if aux in {"was", "were"} else "do" if aux in {"are", "am"} else "does"
        return f"How {did} {found[1]} compare with what {found[2]} {found[3] if found[3] != 'hoped' else 'hoped for'}"
    found = match(
        (
            r"(.+?) what (you|they|we) (?:always |originally |first )?(wanted|planned|dreamed of|"
            r"dreamt of)\b(.*)"
        ),
        tail,
    )
    if found:
        did = "did" if aux in {"was", "were"} else "does"
        return f"How {did} {found[1]} compare with what {found[2]} {found[3]}{found[4]}"
    found = match(
        (
            r"(you|they|we) (?:really |still )?(glad|happy|sure|proud|relieved|sorry|sad) (?:that "
            r")?((?:you|they|we) .+)"
        ),
        tail,
    )
    if found:
        return f"How {found[2]} {aux} {found[1]} that {found[3]}"
    found = match(r"it too (\S+) (?:for \S+ )?to (.+)", tail)
    if found and is_adjective(found[1]):
        return f"How {found[1]} is too {found[1]} to {found[2]}"
    found = match(r"(.+?) an? (?:very |really |particularly )?(\S+) (.+)", tail)
    if found and is_adjective(found[2]):
        return f"How {found[2]} a {found[3]} {aux} {found[1]}"
    parts = split_adjective(tail)
    if parts:
        return join("How", parts[1], aux, parts[0], parts[2])
    if match(r"you (?:guys )?(?:currently |still |now )?(?:hiring|recruiting|taking (?:people|interns) on)(.*)", tail):
        return "How do you usually find new people"
    found = match(r"you (?:originally )?from (.+)", tail)
    if found:
        return f"Where {aux} you from, and what brought you here"
    found = match(
        r"(you|they|we|people) (?:still |currently |really |ever )?(enjoying|liking|loving|missing|looking "
        r"for)\s+(?!any)(.+)",
        tail,
    )
    if found:
        return f"What {aux} {found[1]} {found[2]} {'in' if found[2] == 'looking for' else 'about'} {found[3]}"
    found = match(
        r"(you|they|we|I) (?:still |currently |ever )?(able|allowed|supposed|expected|encouraged|required|"
        r"free) to (.+)",
        tail,
    )
    if found:
        return f"How often {aux} {found[1]} {found[2]} to {found[3]}"
    found = match(r"(.+?) (\w+ing)\s+(.+)", tail)
    if found and match(SUBJECT, found[1]):
        which = _anything(aux, found[1], f"{found[2]} {found[3]}") or _any_object(
            aux, found[1], f"{found[2]} {found[3]}"
        )
        if which:
            return which
    found = match(r"you (?:still |currently |now )?(planning|going|hoping|trying|thinking)\b(.*)", tail)
    if found:
        return f"{'What' if found[1] == 'thinking' else 'How'} {aux} you {found[1]}{found[2]}"
    found = match(r"you (?:still |currently |now |also |really )?(.+)", tail)
    if found:
        return f"What {'was' if aux in {'was', 'were'} else 'is'} it like to be {found[1]}"
    found = match(r"(.+?) (?:mostly|mainly|largely) (.+)", tail)
    if found:
        return f"How much of {found[1]} {aux} {found[2]}"
    found = match(r"(.+?) (?:mostly |usually )?(remote|in person|online)\b(.*)", tail)
    if found:
        return join("How much of", found[1], aux, found[2], found[3].strip())
    found = match(
        r"(.+?) (?:really |usually |still |often )?(?:required|needed|expected|mandatory|obligatory)\b(.*)", tail
    )
    if found:
        return join("How important", aux, found[1], found[2].strip())
    found = match(r"(.+?) (?:well |badly |still |always )?paid\b(.*)", tail)
    if found:
        return join("How", aux, found[1], "paid", found[2].strip())
    found = match(r"(.+?) (often|usually|generally|normally) (\w+ed\b.*)", tail)
    if found:
        return f"How often {aux} {found[1]} {found[3]}"
    found = match(r"(.+?) (in|at|near|on) ((?:a |an |the )?[A-Z]\w+.*)", tail)
    if found and found[3][0].isupper():
        return f"Where {aux} {found[1]}, if not only {found[2]} {found[3]}"
    participle = (
        r"(?:\w+ed|run|built|made|done|chosen|seen|taught|trained|given|taken|set|kept|led|held|written|sold|spent|cut)"
    )
    if match(rf"\S+ .*?\b(?:{participle}|(?!thing|king|ring)\w{{3,}}ing)\b.*", tail):
        return f"How {aux} {tail}"
    if tail.split()[0].lower() in {"it", "this", "that"} and re.match(r"\S+ (?:your|an?|the)\b", tail):
        return f"In what way {aux} {tail}"
    return f"In what ways {aux} {tail}"


# Favours and permissions are asked with yes or no, and rightly so: "May I use your name?"
_PERMISSION = (
    r"(?:I|we) (?:please |just |also |perhaps |maybe |possibly )*(?:use|mention|ask|send|contact|call|write|"
    r"email|mail|message|text|keep|quote|record|visit|share|"
    r"reach out|follow up|connect|add|check in|check back|take notes|stay in touch|come|say|tell|buy|offer|"
    r"thank|show|bring|"
    r"shadow|drop by|refer|book|invite|meet|be in touch|get back|give|pass)\b.*"
)
_DESCRIBES = (
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
_IF = r"(?:if|whether)\s+(.+)"


def _can(aux: str, tail: str) -> str | None:
    told = match(_DESCRIBES + r"\s*(.*)", tail)
    if told:
        condition = match(_IF, told[1])
        return _from_statement(condition[1]) if condition else None
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
        which = _anything(aux, subject, phrase) or _any_object(aux, subject, phrase)
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


def _will(aux: str, tail: str) -> str | None:
    if match(_REQUEST, tail) or re.match(
        r"it be (?:ok|okay|all ?right|possible|fine|convenient|too much)\b", tail, re.I
    ):
        return None
    told = match(_DESCRIBES + r"\s*(.*)", tail)
    if told:
        condition = match(_IF, told[1])
        return _from_statement(condition[1]) if condition else None
    found = match(r"you (?:say|think|agree|argue) (?:that )?(.+)", tail)
    if found:
        verb = tail.split()[1]
        return _opinion(aux, "you", verb, found[1])
    found = match(r"you (?:still |ever |also |personally )?(?:recommend|suggest|advise)\s+(?!any|some)(.+)", tail)
    if found:
        return f"What would you tell someone who is considering {found[1]}"
    found = match(r"you (?:still |ever |also |personally )?(?:recommend|suggest)\s+(.+)", tail)
    if found:
        return _anything("would", "you", f"recommend {found[1]}") or _any_object(
            "would", "you", f"recommend {found[1]}"
        )
    needed = match(r"(I|you|we|one|people) (need .+)", tail)
    if needed:
        return _do_need("do", needed[1], needed[2])
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


def _should(aux: str, tail: str) -> str:
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


def _have(aux: str, tail: str) -> str:
    many = match(r"there (?:ever )?been (?:many|a lot of|any|some|much) (.+)", tail)
    if many:
        return join(f"How {'many' if is_plural(many[1]) else 'much'}", many[1], aux, "there been")
    subject, phrase = split_subject(tail)
    if not phrase:
        return f"How {aux} {tail}"
    if subject.lower() in {"anyone", "anybody", "someone", "somebody"}:
        return f"Who {aux} {re.sub(r'^ever ', '', phrase)}"
    plain = re.sub(r"^(?:really|actually|also|already|just|recently)\s+", "", phrase)
    which = _anything(aux, subject, plain) or _any_object(aux, subject, re.sub(r"^ever ", "", plain))
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


def _may(aux: str, tail: str) -> str | None:
    if tail.split(maxsplit=1)[0].lower() in {"i", "we"}:
        return None
    return f"How likely is it that {_statement(tail, 'may' if aux == 'may' else aux)}"


def _must(_: str, tail: str) -> str:
    found = match(r"(?:I|you|one|people|we|everyone|students)\s+(?:have|know|hold)\s+(?!to\b)(.+)", tail)
    if found:
        return f"How important {'are' if is_plural(found[1]) else 'is'} {found[1]}"
    found = match(r"(?:I|you|one|people|we|everyone|students)\s+(.+)", tail)
    return f"How important is it to {found[1]}" if found else f"Why must {tail}"


_RULES: dict[str, Callable[[str, str], str | None]] = {
    **dict.fromkeys(("do", "does", "did"), _do),
    **dict.fromkeys(("is", "are", "am", "was", "were"), _be),
    **dict.fromkeys(("can", "could"), _can),
    **dict.fromkeys(("will", "would"), _will),
    **dict.fromkeys(("should", "shall"), _should),
    **dict.fromkeys(("have", "has", "had"), _have),
    **dict.fromkeys(("may", "might"), _may),
    "must": _must,
}


def _from_statement(statement: str) -> str | None:
    """ "the work is hard" → as if "Is the work hard?" had been asked; "you like it" → "Do you like it?"."""
    found = match(rf"(.+?)\s+({_AUX})(?:\s+not|n't)?\s+(.+)", statement)
    verbal = match(r"(I|you|we|they|people|most people)\s+(?:really |still |just )?([a-z]+.*)", statement)
    if found and not (verbal and len(found[1].split()) > 3):
        return _open(f"{found[2]} {found[1]} {found[3]}")
    if (
        verbal
        and re.match(
            (
                r"\w+(?:ed|ught|rew|ame|ade|ent|eft)\b|(?:got|had|did|"
                r"was)\b"
            ),
            verbal[2],
        )
        and verbal[2][:4] != "need"
    ):
        return f"How did it come about that {statement}"
    return _open(f"do {verbal[1]} {verbal[2]}") if verbal else None


def _elliptic(text: str) -> str | None:
    """ "Any advice?", "Ever thought of leaving?", "Anything else?": questions that leave their first words out."""
    found = match(r"any(thing|one|body) else(?: (?:I|you|we) (?:should|would|could|can) .+)?", text)
    if found:
        return (
            _open(f"is there {text}")
            if " " in text[13:].strip()
            else f"{'What' if found[1].lower() == 'thing' else 'Who'} else comes to mind"
        )
    found = match(r"any\s+(advice|tips?|suggestions?|recommendations?|ideas?|thoughts|feedback)\b(.*)", text)
    if found:
        rest = re.sub(r"^ for me", "", found[2])
        somebody = match(r" (?:for|to) ((?:someone|somebody|people|students|a|an|anyone)\b.*)", rest)
        return f"What {found[1].lower()} would you give {somebody[1] if somebody else 'me' + rest}"
    found = match(r"any\s+(.+)", text)
    if found:
        return f"What {found[1]} come{'' if is_plural(found[1]) else 's'} to mind"
    found = match(r"ever\s+(\w+(?:ed|en|ne|ght|de|nt|t)\b.*)", text)
    return f"When have you {found[1]}" if found else None


def _open(clause: str) -> str | None:
    """The open wording of one clause without its question mark, or None if it is open already (or no question)."""
    first, _, tail = clause.partition(" ")
    aux = _NEGATED.get(first.lower().replace("’", "'"), first.lower())
    tail = tail.strip()
    if aux not in _RULES or not tail:
        return None
    if tail.split()[0].lower() == "not" and len(tail.split()) > 1:
        tail = tail.split(None, 1)[1]
    return _RULES[aux](aux, tail)


_TAG = re.compile(
    rf",?\s*(?:(?:{_AUX}|{'|'.join(_NEGATED)})\s+(?:it|you|they|he|she|there|that|this|we|I)|right|correct|"
    rf"yes|no|or not|huh|eh)\s*\Z",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"(?:(?:so|and|but|well|ok|okay|also|hi|hello|hey|then|now|actually|just curious|out of curiosity|quick question|"
    r"I was wondering|I wonder|I'd like to know|I would like to know|I want to know|let me ask|may I ask|can "
    r"I ask|could I ask|I'm curious)\b[\s,:—–-]*)+",
    re.IGNORECASE,
)


def _sentences(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"(?<=[.?!])\s+", text) if part.strip()]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _reword(sentence: str) -> str | None:
    body = sentence.rstrip(" ?!.…").replace("’", "'").strip()
    lead = _LEADS.match(body)
    stripped = body[lead.end() :].strip() if lead else body
    condition = match(_IF, stripped)
    if condition and lead:
        return _from_statement(condition[1])
    frame = match(rf"(.+?),\s*((?:{_AUX}|{'|'.join(_NEGATED)})\s+.+)", stripped)
    if frame and re.match(r"(?:when|where) (?:you|I|they|we)\b", stripped, re.IGNORECASE):
        inner = _open(frame[2])
        return f"{frame[1]}, {inner[:1].lower()}{inner[1:]}" if inner else None
    if not stripped or re.match(rf"(?:{OPEN_WORDS})\b", stripped, re.IGNORECASE):
        return None
    # "Do you like it, and why?" gets its description anyway.
    if re.search(
        r"(?:,|;|\band|\bor|[—–-])\s+(?:if (?:so|not|yes),? )?(?:why|how|what|which|where|who)\b(?! (?:\w+ "
        r")?(?:is|are)\b.*\bor\b)",
        stripped,
        re.IGNORECASE,
    ):
        return None
    opened = _open(stripped) or _elliptic(stripped)
    if opened:
        return opened
    first = stripped.split()[0].lower()
    if first in _AUX.split("|") or first in _NEGATED:
        return None
    # "When you started, did you…", "As an editor, do you…": the frame stays in front.
    if frame and not _TAG.search("," + stripped[len(frame[1]) + 1 :]):
        inner = _open(frame[2])
        return f"{frame[1]}, {inner[:1].lower()}{inner[1:]}" if inner else None
    if lead and re.match(r"so\b", body, re.IGNORECASE) and sentence.endswith("?"):
        return _from_statement(re.sub(r"^it's ", "it is ", stripped, flags=re.IGNORECASE))
    tagged = _TAG.search(stripped)
    if tagged and tagged.start() > 0:
        statement = re.sub(r"^it's ", "it is ", stripped[: tagged.start()].strip(" ,"), flags=re.IGNORECASE)
        return _from_statement(statement[:1].lower() + statement[1:] if not statement.startswith("I ") else statement)
    return None


def closed(text: str) -> str | None:
    """An open wording of a question that could be answered with yes or no; None if it is open, or asks a permission.

    The subject is kept: "Is the work hard?" becomes "How hard is the work?". Sentences around the question stay as they
    are; a question followed by "Why?" is open already. Never raises.
    """
    tidy = " ".join(text.split())
    if not tidy or len(tidy) > LONGEST:
        return None
    sentences = _sentences(tidy)
    if any(re.match(rf"(?:and |but )?(?:{OPEN_WORDS})\b.*\?\Z", sentence, re.IGNORECASE) for sentence in sentences[1:]):
        return None
    for at in range(len(sentences) - 1, -1, -1):
        if len(sentences) > 1 and not sentences[at].endswith("?"):
            continue
        opened = _reword(sentences[at])
        if opened:
            return " ".join([*sentences[:at], _capital(" ".join(opened.split())) + "?", *sentences[at + 1 :]])
    return None
