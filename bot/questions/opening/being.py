"""Questions that begin with is, are, am, was or were."""

import re

from bot.questions.english import SUBJECT, is_adjective, is_plural, join, match, split_adjective
from bot.questions.opening.objects import which_object, who_or_what


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


def be(aux: str, tail: str) -> str:
    """ "Is the work hard?" → "How hard is the work?"; each branch is one shape of sentence, the narrow ones first."""
    tail = re.sub(r"^(\S+) not ", r"\1 ", tail)
    there = match(r"there\s+(.+)", tail)
    if there:
        return _there(aux, there[1])
    found = match(r"(.+?) (\w+ing(?: \w+)?) ((?:any|some)(?:thing|one|body)\b.*)", tail)
    if found:
        which = who_or_what(aux, found[1], f"{found[2]} {found[3]}")
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
        which = who_or_what(aux, found[1], f"{found[2]} {found[3]}") or which_object(
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
