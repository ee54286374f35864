"""Questions that begin with do, does or did."""

import re

from bot.questions.english import (
    EMPLOYERS,
    OPEN_WORDS,
    PERSONS,
    gerund_phrase,
    is_adjective,
    is_plural,
    join,
    match,
    objective,
    split_adjective,
    split_subject,
)
from bot.questions.opening.objects import which_object, who_or_what

_FREQUENT = r"(?:ever|often|usually|normally|typically|generally|sometimes|regularly|frequently|mostly)"


_FILLER = r"(?:really|actually|also|currently|personally|truly|just|even|still|happen to|honestly|particularly|mainly)"


def opinion(aux: str, subject: str, verb: str, clause: str) -> str:
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


def do(aux: str, tail: str) -> str:
    """ "Do you…", "Does the…", "Did they…": `tail` is what follows the first word, here and in the other modules."""
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
    for rule in (_do_feeling, _do_opinion, do_need, _do_have, _do_know, _do_object, _do_manner):
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
            opinion(aux, subject, "feel", found[2][5:])
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
    return opinion(aux, subject, found[1], found[2])


def do_need(aux: str, subject: str, phrase: str) -> str | None:
    """ "Do I need a degree?" → "How important is a degree?"."""
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
    found = match(rf"know\s+(?:{OPEN_WORDS}|if|whether|much about|a lot about)\s+(.+)", phrase)
    if found:
        known = re.sub(r"^know (?:much about |a lot about |(?=if ))?", "", phrase, flags=re.IGNORECASE)
        return f"What {aux} {subject} know about {re.sub(r'^if ', 'whether ', known)}"
    found = match(r"know\s+(?:of\s+)?(?:an?)\s+(.+)", phrase)
    return f"Which {found[1]} {aux} {subject} know" if found else None


def _do_object(aux: str, subject: str, phrase: str) -> str | None:
    which = who_or_what(aux, subject, phrase) or which_object(aux, subject, phrase)
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
