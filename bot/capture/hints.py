"""Messages that are no note, and where to point their writer instead."""

import re

from bot.capture import events, lexicon, subjects
from bot.capture.model import Hint


def _w(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{text})(?!\S)")


START = (
    r"^(?:(?:hey|hi|hello|ok|okay|so|um|uh|and|but|please|pls|also|btw|wait|well|hmm|now|quick question"
    r"|question|lowkey|highkey|ngl|tbh|honestly|literally|bot|rapport|just wondering|just|oh|lol|,|:|-|!|\.) ){0,6}"
)
QUESTION = re.compile(
    START
    + (
        r"(?:what(?! an? )|what 's|whats|when|where|who|who 's|whom|whose|which|why|how(?! (?:cool|nice|lovely|kind"
        r"|great|sweet|exciting|awesome|amazing|funny|random|wild|lucky)"
        r" (?!is|are|was|were|do|would|did|can|should))|how 's|is|are|am|was|were|do"
        r"|does|did|can|could|should|shall|would|will|may|might|have|has|had|any|anyone|anybody|got any|isn't"
        r"|aren't|don't (?!let|forget|remind|nudge)|doesn't|didn't|can't (?!wait|forget)|won't|shouldn't|wouldn't"
        r"|haven't|couldn't|hasn't|thoughts on|remind me (?:who|what|when|where|why|how|which)|wanna|want to know"
        r"|tell me (?:who|what|when|about|how|more|everything))(?!\S)"
    )
)
# Questions only with a question mark or a subject behind: "had coffee with …" begins like one.
LOOSE = re.compile(
    START + r"(?:have|has|had|is|was|were|are|may|might|will|any(?! (?:news|word|updates?|idea|luck|reply|chance|tips))"
    r"|got any|can|do|did|should|shall|would|could|don't"
    r"|didn't|haven't|hasn't|couldn't|won't|shouldn't|wouldn't|doesn't)(?!\S)"
)
LOOSE_SUBJECT = re.compile(
    START
    + (
        r"(?:have|has|is|was|were|are|will|can|do|did|may|might|am|should|shall|would|could|don't|didn't|haven't"
        r"|hasn't|couldn't|won't|shouldn't|wouldn't|doesn't) (?:i|you|anyone|anybody|people|we|it|there|that|this"
        r"|she|he|they"
        r"|P\d+|O\d+|the|my|your|it 's)(?!\S)"
    )
)
COMMAND = re.compile(
    START
    + (
        r"(?:(?:can|could|would|will) (?:you|u) |i (?:want|need|would like|'d like) you to |you (?:can"
        r"|should) )?(?:show|list|find|search|look for|delete|remove|erase|undo|cancel|drop|rename|change"
        r"|correct|fix|merge|export|import|open|prep|draft|compose|give me|tell me(?! to)|(?:tell"
        r"|say hi to) (?:P\d+|her|him|them) (?:that )?(?:i|we|hi|hello)|(?:don't|do not|stop"
        r"|never|no more) (?:remind|nudge|ping|send|message|bother|show|ask|save|log|record|add|track)(?:ing)?"
        r"|send me|get me|pull up"
        r"|bring up|display|view|help|stop|start|mute|pause|snooze|skip|restart|reset|set my|turn|switch"
        r"|archive|unarchive|forget|revert|clear|download|backup|summarise|summarize|generate|suggest"
        r"|recommend|explain|check my|count|sort|filter|mark|edit|update my|write (?:me|a|an|up)|make (?:me"
        r"|it|a)|replace|quit|close|repeat|print|settings|menu|lookup|/\S+)(?!\S)(?! (?:with|to talk"
        r"|for coffee)\b)"
    )
)
NOTE_COMMAND = _w(
    r"(?:set|remind|cancel) (?:a )?reminder|(?:add|save|log|record) (?!(?:an?|the|another) (?:photo|picture|tag"
    r"|label|field|emoji|avatar|nickname)).*P\d+"
)
WISH = re.compile(
    START
    + (
        r"(?:(?:i|we) )?(?:(?:really|just|kinda|sort of|kind of|secretly|honestly|so|do|would|have always"
        r"|'ve always|always|'m|am|feel|feeling|getting|a bit|a little|still) ){0,6}(?:let 's pretend"
        r"|one of these days|good luck|best of luck|happy birthday|keep (?:thinking|wondering|rehearsing"
        r"|worrying|imagining)|can't stop (?:thinking"
        r"|worrying)|fingers crossed"
        r"|should 've|could 've|would 've|in my dreams?|wish|wonder|wondered|dreamt|dreamed|dread"
        r"|dreading|tempted|some day|wishing|wished|hope|hoping|dream|dreaming|fantasi[sz]e|'d love"
        r"|would love|'d like|would like|'d kill|would kill|wanted to be|want to be|want to work"
        r"|want to become|want a job|want to switch|want to meet|'d give anything|if only|daydream|aspire"
        r"|long to|would be (?:nice|great|cool|fun|amazing|awesome|lovely)|it 'd be|it would be|wouldn't it"
        r"|imagine|suppose|supposing|what if|if (?:i|we|only|you|P\d+)|say i|let 's say|pretend"
        r"|thinking (?:of|about|i might|i could|i should|maybe)|considering|wondering|not sure (?:if|whether|how|what)"
        r"|debating|contemplating|toying|might (?:email|reach|ask|call|message|text|write|have|grab|meet|go"
        r"|try|invite|contact)|maybe (?:i|we|one day|someday|i 'll|i should|next)|perhaps (?:i|we)|someday"
        r"|one day|afraid|scared|nervous|worried|hate|love|feel|feeling|can't wait|am so|'m so|so (?:tired"
        r"|nervous|stressed|over|excited)|ugh|should probably (?:start|get|do) (?:networking|more)|could have"
        r"|should have|would have|almost|nearly|wanted (?!to (?:note|log|record|add|let|share|report|say"
        r"|tell))|was going to|were going to|meant to|had i|were i"
        r"|in an ideal world|ideally)(?!\S)"
    )
)
CORRECTION = re.compile(
    START
    + (
        r"(?:no (?:,|wait|it|she|he|that|not|i|the|sorry|his|her|its)|nope|nah|wrong|not (?:P\d+|O\d+|D\d+"
        r"|the|that|her|him|what|a|quite|right)|actually (?:,|it|it 's|she|he|her|his|that|the|no|not|change"
        r"|make|P\d+ (?:is|'s|was|works|spells))|i meant|i mean|meant|sorry (?:,|it|i|that|-|wrong)|oops"
        r"|whoops|correction|typo|scratch that|ignore (?:that|this)|disregard|never mind|nevermind|nvm"
        r"|(?:the|my|that) (?:coffee|call|lunch|meeting|chat|zoom|dinner|talk|date|day) was (?:[^.!?]{1,40} )?,? ?not"
        r"|(?:the|my|that) (?:\S+ ){0,3}?(?:note|email|message|reminder|card)s? (?:\S+ ){0,3}?(?:was|is|has|were)"
        r" (?:not|never) "
        r"(?:been )?(?:sent|done|for|to|from|real|mine)"
        r"|it 's (?:spelled|spelt|P\d+|not|actually|O\d+|pronounced)|it was (?:P\d+(?! who| that)|D\d+|O\d+"
        r"|actually|not|on"
        r"|a|at)|that 's (?:not|wrong|the wrong|incorrect|a mistake)|that (?:was|should|is|isn't|wasn't)"
        r"|(?:her|his|their|the) (?:(?:last|first|sur|full) ?)?(?:name|org|company|title|role|surname|date"
        r"|email) (?:is|was|should|isn't|'s|are)(?: (?:actually|spelled|spelt|not|be|wrong|really))?"
        r"|make that|make it (?:D\d+|P\d+|O\d+|T\d+)|should be|\* ?P\d+|you (?:got|misspelled|misunderstood"
        r"|misread|have|mixed|missed|put)|spelled|wrong (?:person|date|day|name|one|company)|with an? \S+ not"
        r"|P\d+ (?:\S+ ){0,4}?(?:[OPD]\d+|her|his) ,? ?not [OPD]\d+|P\d+ not P\d+|P\d+ , not P\d+|D\d+ , not D\d+"
        r"|D\d+ not D\d+|edit :)(?!\S)"
    )
)
# What a word of thanks to the bot, or a greeting, is made of; nothing else may stand in it.
THANKING = lexicon.words("chat", "thanking")
PRAISING = lexicon.words("chat", "praising")
BESIDE_THANKS = lexicon.words("chat", "beside_thanks")
GREETING = lexicon.words("chat", "greeting")
OPENS_GREETING = lexicon.words("chat", "opens_greeting")


def _words(line: str) -> list[str]:
    return [word for word in line.split() if any(c.isalnum() for c in word)]


def thanks_bot(line: str) -> bool:
    """ "thanks, that was helpful!", and nothing more."""
    words = set(_words(line))
    return bool(words & (THANKING | PRAISING)) and words <= THANKING | PRAISING | BESIDE_THANKS


def greets(line: str) -> bool:
    words = _words(line)
    return (
        bool(words)
        and words[0] in OPENS_GREETING
        and set(words) <= GREETING | {w for w in words if re.fullmatch(r"D\d+", w)}
    )


LOGGED = _w(
    r"had|met|spoke|talked|chatted|caught|called|emailed|texted|messaged|sent|thanked|grabbed|ran|bumped"
    r"|zoomed|heard|scheduled"
    r"|booked|confirmed|dmed|pinged|wrote|saw|visited|reached|left|got|hung|followed|finished|coffee|lunch"
)
# "Can you log …", "could you remind me to …": a note in a question's clothes.
NOTE_REQUEST = re.compile(
    START
    + (
        r"(?:(?:can|could|would|will) (?:you|u) )(?:please )?(?:log|add|save|record|note|remember|remind me (?:to"
        r"|on|about|that|D\d+)|put down|file)(?!\S)"
    )
)
# Somebody else's doings: the owner is nowhere in them.
OTHERS = re.compile(
    START + r"(?:(?:apparently|rumou?r has it|i heard(?: that)?|heard(?: that)?|word is|i guess|i think) )?"
    r"(?:(?:(?:my|our|her|his|their|the|a|his) (?:(?!P\d)[a-z'-]+ ){0,3}?(?:roommate|flatmate|housemate"
    r"|friend|friends|sister|brother|boss|mom|mum|dad|mother|father|cousin|wife|husband|partner"
    r"|girlfriend|boyfriend|batchmate|batch mate|landlord|landlady|tutor|supervisor|schoolmate|bandmate|labmate"
    r"|lab mate|deskmate|grandma|grandpa|grandmother|grandfather|nephew|niece|fiancé|fiance|fiancée|godmother"
    r"|godfather|in-law|tita|tito|bestie|pal|chum|coach|therapist|dentist|barber|hairdresser|cohort|class"
    r"|colleague|coworker|classmate|neighbour|neighbor|uncle|aunt|son|daughter|team"
    r"|manager|professor|advisor|adviser|teammate|buddy|mate|ex|kid|boy|girl|study partner|lab partner"
    r"|intern|mentor|parents|kids|everyone|folks)(?: (?:and )?P\d+)?|(?:everyone|somebody|someone|people"
    r"|half the class|(?:my|our|the) (?:[a-z]+ ){0,3}?R\d+|(?:half|most|all|some|everyone|everybody) (?:of |in "
    r"|on |from )?(?:my|our|the) [a-z]+)|(?:my |our )?P\d+(?: and P\d+)?|P\d+ 's (?:[a-z]+ ){1,2}|she|he|they"
    r"|apparently P\d+"
    r"|i heard (?:that )?P\d+|heard (?:that )?P\d+|i think P\d+|looks like P\d+|seems P\d+"
    r"|rumou?r has it P\d+) )"
    r"(?:(?:is|'s|'re|are|was|were|just|also|finally|actually|has|had|have|got|and|will|'ll|going|to"
    r"|apparently|really|once|already|always|again|be) ){0,6}(?:got(?= (?:coffee|lunch|dinner|drinks|a |an |the "
    r"|hired|in ))|met"
    r"|meets|meeting|had|has|having|have"
    r"|spoke|speaks|speaking|talked|talks|talking|chatted|chatting|caught|grabbed|grabbing|saw|sees"
    r"|seeing|interviewed|interviewing|lunched|went|going|coffee|lunch|dinner|drinks|scheduled|booked"
    r"|visited|dating|ran into|bumped into|emailed|called|texted|thanked|messaged|reached out|sent"
    r"|wrote)(?: (?!me\b|us\b|my\b|our\b|i\b|back\b)\S+){0,5}? (?:with|P\d+|R\d+|to|into|O\d+|founders?|mayor"
    r"|ceo|board|investors|minister|coffee|lunch"
    r"|dinner|drinks|interview|call|meeting)(?!\S)"
)
# "My roommate" is named by what is mine; only what follows may put the owner into the scene.
OWN_SUBJECT = re.compile(
    START + r"(?:(?:half|most|all|some|everyone|everybody) (?:of |in |on |from )?)?(?:(?:my|our) \S+)?"
)
MISNAMED = re.compile(
    START
    + (
        r"(?:P\d+|O\d+|her|his|their) (?:'s )?(?:\S+ ){1,3}?(?:is \S+(?: \S+)? ?,? not \S+ ?$|should be|is not"
        r"|isn't|is wrong|is spelled"
        r"|is spelt|shouldn't be|needs to be)(?!\S)"
    )
)
# What befell somebody named in their work is news to keep: "P0 got the job at O0".
NEWS = re.compile(
    START + r"(?:(?:i )?(?:heard|saw|see) (?:that )?|apparently )?P\d+ (?:(?:has|just|finally|also|actually|'s) ){0,3}"
    r"(?:got|landed|accepted|took|won|started|scored|bagged|secured) (?:(?:the|an?|her|his|their|that|new|big|dream"
    r"|permanent|full-time) ){0,4}(?:jobs?|roles?|offer|position|promotion|internship|gig|post|place|contract|funding"
    r"|grant|fellowship|scholarship|residency|R\d+)(?!\S)"
)
# What did not happen.
NOT_SO = re.compile(
    START
    + (
        r"(?:(?:i|we) )?(?:(?:have|'ve|'d|had|still|actually|really|sadly|unfortunately"
        r"|obviously) )*(?:never (?!a |an |the |thought|expected)|haven't"
        r"|have not|hadn't|didn't|did not|don't (?!let|forget)|do not (?!let|forget)|'d rather not"
        r"|would rather not|won't|couldn't|could not|wasn't"
        r"|weren't|was not|failed|forgot|chickened out|not (?=going|able|attending|joining|meeting"
        r"|seeing)) ?(?:(?:\S+ ){0,7}?)(?:met|meet|meeting|talk|talked|talking"
        r"|spoken|spoke|speak|speaking|seen|see|called|call|calling|emailed|email|emailing|contact|contacted|contacting"
        r"|reached|reach|reaching|know|written|write|writing|like|remember|make|made|attend|join|go|going|coffee|lunch"
        r"|chat|chatting|catch|thank|introduce|ask|asking|apply|anyone|anybody|heard of|hear of)(?!\S)"
    )
)
# … and what was done all the same: "couldn't reach P0, tried twice", "never met her, but she emailed me".
ALL_THE_SAME = re.compile(
    r"(?<!\S)(?:(?<!to )(?:left|tried|emailed|called|rang|texted|sent|wrote|messaged|pinged|nudged|dmed|sending)(?!\S)"
    r"|tried|voicemail|(?:heard|hear|written|got|wrote) back|no answer|reply|replied|a response"
    r"|(?:but|[,;.]) (?:\S+ ){0,8}?(?:me|us|my)(?!\S))"
)
# A feeling, and then what happened: "nervous, but I called P0"; "nervous: call with P0 D0".
AFTER_ALL = re.compile(
    r"(?<!\S)(?:[,;.-] (?:i |we )?(?:just )?(?:emailed|texted|called|messaged|wrote|sent|left|met|spoke)(?!\S)"
    r"|(?:but|:|though|anyway|yet) (?:i |we )?(?:(?:just|finally|then|did|still|went and|so|a|my|first) ){0,2}"
    r"(?:had|met|called|spoke|talked|emailed|texted|messaged|wrote|sent|rang|got|coffee|call|lunch|zoom|chat|interview"
    r"|dinner|meeting)(?!\S))"
)
TO_BE_REMINDED = re.compile(r"(?<!\S)(?<!don't )(?:remind|nudge|prod|poke) me (?:to|about|on|in|that|D\d+|at|by)(?!\S)")
# Things said of people in general, with nobody named.
GENERAL = re.compile(
    START
    + (
        r"(?:(?:in|on|at|for) \S+(?: \S+)? (?:, )?)?(?:people|nobody|no one|no-one|everyone|everybody|most|some people"
        r"|recruiters|companies|employers|interviewers|alumni|networking|linkedin|they (?:say|always|never)"
        r"|you (?:should"
        r"|have|need|never|can|know|only|always)|one (?:should|has|must|can)|a good|the best|the key|the secret"
        r"|the trick"
        r"|it 's|it is|that 's|this is|there 's|there is|there are|these days|those|coffee chats|cold emails|emails"
        r"|always (?!a pleasure|great|good|lovely|nice)|sometimes|life|small talk|informational interviews"
        r"|interviews)(?!\S)"
    )
)
DONE = re.compile(
    r"(?<!\S)(?:had|met|spoke|talked|chatted|called|emailed|texted|messaged|sent|left|tried|wrote|catching|caught|ran)"
    r"(?!\S)"
)
# What somebody of mine keeps saying.
SAYING = re.compile(
    START + r"(?:someone|somebody|everyone|everybody|people|they|(?:my|our|the) (?:[a-z'-]+ ){1,3}?(?=\S))"
    r" ?(?:(?:always|keeps?|often|just|used to|once|really) )*"
    r"(?:says?|saying|said|thinks?|reckons?|insists?|believes?|claims?|tells? me|told me)(?!\S)"
)
HYPOTHETICAL = _w(
    r"(?:i|we) (?:reckon |think |guess |bet )?(?:i |we )?(?:'d|would|could|might) (?:\S+ ){1,8}?if (?:i|we"
    r"|P\d+) (?:ever |only |could |actually )?(?:met|had|got|saw|spoke|could|were|ran|talked|asked|emailed)"
    r"|if i (?:ever|could|had|was|were) (?:\S+ ){0,3}?(?:meet|met|talk|had|get|got)(?: \S+){0,8}? (?:i"
    r"|we) (?:'d|would|might|could)"
)
POLITE = re.compile(
    r"^(?!.*(?<!\S)(?:e?mail|note|card|text|letter|message)s? (?:to|→|sent|done|for|:|-)(?!\S))(?:(?!sent|texted"
    r"|emailed|wrote|said|messaged|gave|to )\S+ ){0,4}?(?:thank you|thanks|cheers|ta"
    r"|gracias|merci)(?: (?:so|very|a|much|lot|bunch|million|again|kindly|really|yaar|P\d+|bro|man|mate|dude"
    r"|buddy|bot|friend|dear|always|tons|loads|!|\.|,|for|your|the|all|help|that|this|you|guys|boss|ji|bhai"
    r"|[^\w\s]))+ ?(?:\S+ ?)?$"
)
NAMED = re.compile(r"(?<!\S)[PR]\d+(?!\S)")

# "Did you know …", "guess what": what follows is told, not asked.
LEAD_IN = re.compile(
    r"^(?:(?:ok|okay|so|hey|hi|hello|oh|omg|lol|bot|also|well|,|!|\.) ){0,4}(?:did i (?:ever )?(?:tell|mention(?:"
    r" to)?)(?: you)?"
    r"(?: that| about)?|have i (?:told you|mentioned)(?: that)?|(?:did )?you know what|guess what|guess who|wish me"
    r" luck"
    r"|you won't believe (?:it|this|who)|not gonna lie|not going to lie|ngl|fun fact|funny story|plot twist"
    r"|(?:(?:call|colou?r|consider) me|you (?:can|may|might) call me) (?:[a-z-]+ ){1,3}?but|(?:i )?(?:should"
    r"|could) have"
    r" (?:logged|noted|told you|said|written|mentioned|recorded)(?: (?:this|it|that|about|earlier|sooner|before"
    r"|down)){0,3}"
    r"|(?:i )?(?:forgot|never got round|never got around|meant) to (?:log|note|tell you|mention|record|write down)"
    r"(?: (?:this|it|that|about|earlier|sooner|down)){0,3}(?= [:,.-])"
    r"|(?:if|in case) you 're wondering|do me a favou?r and)"
    r"(?: (?:[,:!?.-]|\.\.+) ?)*(?= )"
)
# Names put to another use: "make P0 a favourite", "move P0 to the archive", "call P0 Annie from now on".
RELABEL = re.compile(
    START
    + r"(?:(?:please|pls|can you|could you|let 's|can we) )?(?:add (?:an?|the|another) (?:photo|picture|tag|label|field"
    r"|emoji|avatar|nickname|colou?r) (?:to|for)(?!\S)|(?:move|mark|tag|label|flag|star|pin|unpin|block"
    r"|unblock|hide|rate|assign"
    r"|categorise|categorize|convert|combine|join|split|put|call|set|make|treat|keep|swap|list|file)"
    r" (?:the )?(?:P\d+|O\d+|that|this|it|her|him|them|both|\S+ one)(?: 's \S+)?(?: and P\d+)? (?:\S+ ){0,4}?(?:as"
    r" done|as a"
    r" (?:favou?rite|vip|friend|priority|duplicate)|a favou?rite|an? vip|from now on|to (?:the |my )?(?:archive"
    r"|trash|bin"
    r"|top|bottom|favou?rites)|as (?:done|finished|closed|sent|complete|completed|inactive|private|replied|important)"
    r"|instead|in bold|to (?:the )?O\d+|to D\d+|back)(?!\S)|P\d+ as (?:done|finished|closed|sent|complete|completed"
    r"|inactive|replied)(?!\S)"
    r"|(?:roleplay|role-play|role play|practice|practise|rehearse|simulate|quiz me|act as|shorten|rephrase|reword"
    r"|proofread"
    r"|polish|translate|rewrite|make (?:it|this|that) (?:sound|shorter|longer|less|more|nicer|warmer)|make it"
    r" (?:less|more)"
    r"|scrap (?:that|this|it)|(?:nah|nope|no|ok|actually) (?:, )?(?:scrap|scratch|forget|bin|ditch|kill|drop)"
    r" (?:that|this|it|the))(?!\S))"
)
# What was pasted in: headlines, job advertisements, drafts.
PASTED = re.compile(
    r"^(?:(?:we 're |we are |now )?hiring|breaking(?: news)?|just in|job (?:posting|ad|alert|opening|offer|title"
    r"|description)"
    r"|vacancy|vacancies|position|apply now|applications? (?:open|close|closes|due)|call for (?:papers|applications)"
    r"|job|now hiring|headline|exclusive|opinion) (?::|-|–|—|\|) (?!(?:\S+ ){0,2}call)"
)
# A choice is asked for: "coffee with P0 or lunch with P1, which is better?"
CHOICE = re.compile(
    r"(?<!\S)(?:, |- )?(?:which (?:is|one|would|should)|who (?:should|would|first)|or (?:not|should|is|do|lunch"
    r"|coffee|call|wait)"
    r"|what (?:do you|would you)|(?:is|would) that (?:ok|okay|weird)|yes or no)(?!\S)(?![^?]*[.!] )"
)
# A feeling about what lies ahead, with no day to it: "my interview with O0 is what scares me".
DREAD = re.compile(
    r"^(?!.*(?<!\S)[DT]\d)(?:(?:my|the|this|that|every) (?:\S+ ){1,6}?)?(?:is |are |'s |just |really |so |keeps? "
    r"|what |still |makes? me ){0,4}"
    r"(?:scares?|scaring|terrif(?:ies|ying)|stress(?:es|ing)|worr(?:ies|ying)|freak(?:s|ing)|frightens?|panics?"
    r"|intimidat(?:es|ing)|haunts?"
    r"|keeps me up|makes me (?:sick|nervous|anxious|sweat|cry|want))(?!\S)"
    r"|^(?!.*(?<!\S)[DT]\d)(?:\S+ ){0,5}?(?:stomach|heart|hands|knees|nerves|palms|voice)(?: \S+){0,3}? (?:hurts?|in"
    r" knots|racing|pounding|shak(?:e|es|ing)|sweat(?:y|ing)|kicking in)"
    r"|^(?:i 'm |i am |am |way |far )*too (?:shy|scared|nervous|tired|busy|afraid|embarrassed|lazy|chicken|anxious)"
    r" to(?!\S)"
)
# "I would pick O0 any day": nothing was done; "I said I would …" is a promise and does not begin so.
WOULD = re.compile(
    START
    + r"(?:(?!said|says|told|promised|agreed|that|had|met)\S+ ){0,6}?(?:i|we) (?:'d|would) (?:(?:never|always|rather"
    r"|totally|probably|just|so|honestly|definitely) )*"
    r"(?:pick|choose|prefer|rather|take|hire|kill|die|faint|cry|trade|give anything|sell|freeze|melt|marry)(?!\S)"
)
MEDIA = (
    r"(?:podcast|youtube|tv|telly|television|radio|the news|netflix|documentary|docu|movie|film|series|episode|show"
    r"|video|clip"
    r"|ted talk|tedx?|livestream|replay|trailer|autobiography|biography|memoir|magazine|article|newspaper|tiktok"
    r"|instagram live|cnn|bbc news|reddit)"
)
# People seen or heard from afar: "saw P0 on tv", "reading an interview with P0".
WATCHED = re.compile(
    START + r"(?:(?:i|i 'm|i am|we|we 're|am|still|been|rn|currently) ){0,3}(?:(?:watched|watching|rewatched|binged"
    r"|streaming|streamed"
    r"|listening to|listened to|reading(?! (?:group|club))|hearing) (?:an? |the |some |this |that |his |her )?(?:\S+"
    r" ){0,6}?(?:P\d+"
    r"|R\d+|interview|talk|"
    + MEDIA
    + r")(?! 's (?:cv|resume|deck|notes|paper|report|draft))|(?:saw|seen|heard|watched|caught) (?:\S+ ){0,5}?(?:on"
    r"|in) (?:the |a |an |my )?"
    + MEDIA
    + r")(?!\S)(?!.*(?<!\S)(?:with me|told me|i met|we met|and met|asked me|to me|asked (?:her|him|them)|emailed"
    r"|talked to|spoke (?:to|with)|chatted))|"
    + START
    + r"(?:the |that |this |an? )?(?:interview|podcast|talk|episode|article|piece|story|documentary|film|video)"
    r" (?:with|about|on|by) (?:\S+ ){1,5}?"
    r"(?:on|in) (?:the |a )?" + MEDIA + r"(?!\S)(?!.*(?<!\S)(?:with me|told me|i met|we met))"
)
# What the family, the news or nobody in particular tells about others.
HEARSAY = re.compile(
    START + r"(?:(?:my |our |the |some |a |an )?(?:[a-z'-]+ ){0,3}?(?:mum|mom|dad|grandma|grandpa|granny|brother|sister"
    r"|uncle|aunt"
    r"|auntie|cousin|roommate|flatmate|news|paper|papers|article|internet|rumou?rs?|reddit|twitter|post|someone"
    r"|somebody|people|everyone)"
    r" (?:on \S+ )?(?:says?|said|claims?|swears?|reckons?|thinks?|told everyone|reports?|tells everyone)(?!\S)"
    r"(?! (?:to|i|we|me|you|hi)(?!\S)))|"
    + START
    + r"(?:the )?(?:meeting|call|coffee|lunch|interview|talk|fight|deal|drama|chat) between"
    r" (?!me|us)\S+ and (?!me|us|i)(?:\S+ )|"
    + START
    + r"(?:(?:did|have) you (?:see|hear|know|read|seen|heard) (?:that )?)?"
    r"(?:mum|mom|dad|mummy|daddy|grandma|grandpa|granny|nana|a friend of mine|(?:my |our )?(?:teacher|prof|coach"
    r"|boss) told us about)"
    r" (?:\S+ )"
)
# Somebody famous was near, and nothing passed between: "P0 walked past me", "spotted P0 in the queue".
EVERYDAY = (
    r"(?:gym|airport|supermarket|grocery store|bus|train|tube|metro|subway|tram|flight|plane|queue|line|lift|elevator"
    r"|next table|table next to (?:us|me|ours|mine)|street|same (?:[a-z]+ ){1,2}|row (?:in front|behind)|front row|bar"
    r"|café|cafe|coffee shop|restaurant|pub|starbucks|beach|park|hotel|lobby|pool|pharmacy|bakery|crowd|audience"
    r"|red carpet|car park|parking lot|shops?|mall|concert|neighbourhood|neighborhood|building|crossing|ferry)"
)
SIGHTED = re.compile(
    START
    + r"(?:(?:omg|guess who|i swear|pretty sure|apparently|today|D\d+|,) ){0,3}(?:P\d+ (?:(?:just|literally|actually"
    r"|once|really) ){0,2}(?:(?:walked|walks|drove|ran|cycled|jogged|strolled|went|flew|rushed|biked|breezed|skated) "
    r"(?:right |straight )?(?:past|by|through|in front of)|(?:was|is|were|'s) (?:(?:sitting|standing|eating|shopping"
    r"|having|buying|just|literally|right|there|dinner|lunch|coffee) ){0,4}(?:at|in|on|behind|next to"
    r"|in front of|opposite"
    r"|near|outside|across from) (?:(?:the|my|our|a|me|us|this) ?){0,2}" + EVERYDAY + r"?"
    r"|(?:sat|stood|ate|shopped|walked) (?:\S+ ){0,2}?(?:behind|near|opposite|in front of|across from"
    r"|two (?:rows|tables|seats)))"
    r"|(?:i |we )?(?:just |totally )?(?:spotted|glimpsed|walked past|drove past|clocked|saw)(?: (?:like|the actual"
    r"|literally))? P\d+ (?:(?:walking|eating|shopping|buying|jogging|having|getting|sitting|standing|queuing"
    r"|filming|coffee"
    r"|lunch|from|across) ){0,4}(?:at|in|on|from|across|outside|by) (?:(?:the|my|our|a) ){0,2}"
    + EVERYDAY
    + r"|(?:i |we )?(?:just |totally )?(?:spotted|glimpsed|walked past|drove past) (?:the actual )?P\d+)(?!\S)"
)
EXCHANGED = re.compile(
    r"(?<!\S)(?:talked|spoke|chatted|said (?:hi|hello|hey)|told|asked|introduced|met|card|number|email|contact|linkedin"
    r"|works?|working|remind|follow|we|catch|caught|with (?:me|us)|[OR]\d+ (?:at|recruiter)|joined|conversation|coffee"
    r"|lunch with|advice|swapped|invited|recognised me|recognized me|waved)(?!\S)"
)
# The sayings of the great: "P0 said people will never forget …".
QUOTED = re.compile(
    START + r"(?:as |like )?P\d+ (?:(?:once|famously|always|also) ){0,2}(?:said|says|wrote|used to say|put it|tweeted)"
    r" (?::|that|,|\")? ?(?:\" ?)?(?:(?:people|everyone|everybody|nobody|we|you|man|men|women|humans|those|they) "
    r"(?:will|are|is|can|can't|cannot|never|always|who|miss|must be|become|only|have nothing|live|die|rise|fall)"
    r"|(?:life|happiness|success|failure|love|courage|time|genius|knowledge|imagination|creativity|luck|the future"
    r"|the only|the best|the way to|the secret|it always|it is never|be the|be yourself|stay hungry|if you want"
    r"|if you can|if opportunity|in the middle of|to be|everything you|whatever you|do or|done is|not everything"
    r"|simplicity|design is|hell is|god) )(?!.*(?<!\S)(?:me|i|my|D\d+|O\d+|R\d+)(?!\S))"
)
# What is done before the public: "P0 scored twice", "P0 unveiled the new phone".
IN_PUBLIC = re.compile(
    START + r"(?:(?:i )?(?:see|saw|heard) (?:that )?|apparently )?P\d+ (?:(?:just|finally|has|also|really|again) ){0,3}"
    r"(?:scored|invented|discovered|tweeted|unveiled|starred|(?:announced|launched|released|dropped) (?:the|an?"
    r"|her|his|their)"
    r" (?:(?:new|next|latest|second|third|first|final|surprise|debut|world) ){1,3}(?:\S+ ){0,1}?(?:album|single"
    r"|tour|phone"
    r"|ipad|iphone|film|movie|book|novel|model|season|game|record|ep|line|collection|trailer|car|watch|show)"
    r"|won (?:the|an?|another|her|his) (?:V\d+|(?:[a-z]+ ){0,2}?(?:election|cup|match|race|oscar|grammy|emmy"
    r"|nobel|medal|title"
    r"|championship|grand slam|final|tournament|game))|gave (?:a|the|his|her) (?:[a-z]+ )?(?:speech|keynote|ted talk)"
    r"|wrote (?:the|an?) (?:[a-z]+ ){0,2}?(?:programme|program|novel|book|song|symphony|play|poem|op-ed"
    r"|open letter|column)"
    r"|was (?:elected|born|assassinated|crowned|knighted|nominated for)|performed|sang|is (?:trending|running for)"
    r"|(?:lost|resigned|conceded)(?! (?:her|his|my|the) (?:job|phone|card|number))|signed (?:my|a|his|her"
    r"|our) (?:[a-z]+ )?"
    r"(?:book|copy|shirt|poster|programme|program|ball|cd|record|vinyl))(?!\S)"
)
# Private life and jokes, nothing to act on.
PRIVATELY = re.compile(
    START
    + r"(?:apparently |heard (?:that )?)?(?:(?:P\d+ and P\d+|P\d+) (?:[a-z]+ ){0,2}?(?:broke up|split up|(?:is|are"
    r"|'s|'re) "
    r"(?:now |still |totally )?(?:dating|in love|getting divorced|moving in together)|got back together|had a fight)"
    r"|P\d+ (?:just )?(?:sent|texted|forwarded|showed) me (?:a|an|the|this|another"
    r"|some) (?:[a-z]+ ){0,2}?(?:memes?|gifs?|tiktoks?"
    r"|selfie|joke|cat (?:video|photo|picture)s?)(?: [^\w\s]| lol| haha)* ?$)"
)
# What strangers write, and what teachers tell of their own lives.
FROM_AFAR = re.compile(
    START + r"(?:(?:[a-z]+ ){1,3}on |an? |the |this |some )?(?:reddit|linkedin|twitter"
    r"|tiktok|internet|podcast"
    r"|article|video|quora|blog|blog post|chatgpt)(?: \S+)? (?:says?|said|claims?|told|recommends?|suggests?)(?!\S)|"
    + START
    + r"(?:my|our) (?:R\d+|teacher|prof|professor|coach|lecturer|tutor|boss|grandpa|grandma|dad|mum|mom|uncle|aunt)"
    r" told (?:us|me) about (?:his|her|their)"
    r" (?!friend|colleague|old|former)"
)
# What an elder's life was like: "P0 worked at O0 for 31 years and met my grandma there".
FAMILY_TALE = re.compile(
    START
    + r"(?:my |our )?(?:(?:great-?)?(?:grandpa|grandma|granddad|grandfather|grandmother|gran|nana|nonno|nonna|abuela"
    r"|abuelo|opa|oma|dad|mum|mom|father|mother|parents|grandparents|aunt|uncle|great-aunt|great-uncle) )?(?:P\d+ )?"
    r"(?:(?:worked|lived|served|fought|grew up|studied|spent|taught|was born|emigrated|moved)"
    r" (?:[^.!?]* )?and (?:then )?(?:met|married|fell in love with|proposed to|divorced) (?:my|our|his|her)(?! friend)"
    r"|(?:met|married|proposed to|fell in love with) (?:my|our) (?:mum|mom|dad|grandma|grandpa|grandmother|grandfather"
    r"|mother|father|uncle|aunt|nana|granny|stepmum|stepdad|nan|gran)(?!\S))"
)
# What was read or seen online.
TWEET = re.compile(
    START + r"(?:(?:i|we) )?(?:just )?(?:saw|read|watched|found|liked|shared|retweeted|reposted) (?:a|an|the|this"
    r"|that|some) (?:[a-z]+ ){0,2}?"
    r"(?:tweet|post|article|video|clip|interview|thread|ad|advert|reel|story|podcast|talk|meme) (?:by|from|about|of"
    r"|with)(?!\S)"
)
# Somebody on a stage is heard, not talked with.
GUEST = re.compile(
    r"(?<!\S)(?:guest |inaugural |public )?(?:lecture|keynote|speech|masterclass|guest talk|q&a) (?:by|from) (?:\S+"
    r" ){0,3}?P\d+"
)
# "P0 is my hero": said of a star, and nothing to note.
IDOL = re.compile(
    START + r"(?:P\d+|she|he|they) (?:is|'s|are|was) (?:(?:my|our|the|a|an|such|so|absolute|actual|literally|total|real"
    r"|truly|just"
    r"|really|goals|career|a total) ){0,4}(?:hero|heroes|idol|inspiration|goat|queen|king|icon|role model|crush"
    r"|goals|inspiring|everything"
    r"|overrated|underrated|legend|genius)(?: (?:honestly|lol|tbh|fr|though|[^\w\s]))* ?$"
)
# What befell somebody of mine who is not even named.
THEIR_LUCK = re.compile(
    START
    + r"(?:my|our|her|his|their) (?:[a-z'-]+ ){0,3}?(?:roommate|flatmate|housemate|friend|sister|brother|mum|mom|dad"
    r"|cousin|wife|husband|partner"
    r"|girlfriend|boyfriend|classmate|coworker|colleague|neighbour|neighbor|aunt|uncle|teammate|ex|son|daughter"
    r"|tutor|lab partner)"
    r" (?:(?:has|had|just|also|finally|already|even|somehow) )*(?:got|landed|applied|won|failed|quit|lost|scored"
    r"|bombed|passed|snagged)(?!\S)"
)
# A feeling about an exchange that is fixed all the same: "so nervous about my call with P0 D0".
FEELING = re.compile(
    r"(?<!\S)(?:afraid|scared|nervous|worried|anxious|stressed|excited|dread|dreading|can't wait|terrified|so ready"
    r"|not ready|panicking)(?!\S)"
)
FIXED = re.compile(
    rf"(?<!\S){events.SESSION} (?:with|at|and) (?:\S+ ){{0,5}}?[PR]\d+ (?:[^.!?]* )?[DT]\d+(?!\S)"
    rf"|(?<!\S)[DT]\d+ (?:\S+ ){{0,3}}?{events.SESSION} with (?:\S+ ){{0,5}}?[PR]\d+(?!\S)"
)
# What has not happened, before a verb that sounds as if it had.
UNREAL = re.compile(
    r"(?<!\S)(?:if|wish|would|could|should|suppose|imagine|pretend|dream(?:ed|t)?|might|may|never|didn't|not|haven't"
    r"|hope|whether|almost|nearly)(?!\S)[^.!?]*$"
)
WITH_ME = _w(r"(?<!without )(?<!not )me|us|my|our|we|i|myself|i 'm|i 've")

HINTS: tuple[tuple[Hint, re.Pattern[str]], ...] = (
    (
        Hint.UNDO,
        _w(
            r"undo|revert|take (?:that|it) back|scratch that|never ?mind|nvm|cancel (?:that|this|it)|disregard"
            r"|ignore that"
        ),
    ),
    (Hint.DELETE, _w(r"delete|remove|erase|forget (?:P\d+|about)|get rid of|drop P\d+|wipe|archive|clear")),
    (
        Hint.EDIT,
        _w(
            r"change|rename|correct|fix|edit|merge|spelled|spelt|i meant|typo|wrong|should be|update (?:P\d+|my"
            r"|the)|replace|actually|correction|not P\d+|misspelled|make (?:that|it)"
        ),
    ),
    (
        Hint.THANKS_DRAFT,
        _w(
            r"thank(?: |-)?you|thank yous?|thanking|thank (?:P\d+|her|him|them|someone)|thanks? (?:note|email"
            r"|card|message)"
        ),
    ),
    (
        Hint.LAST_TALK,
        _w(
            r"last (?:talk|talked|speak|spoke|meet|met|see|saw|contact|contacted|chat|conversation|call|time"
            r"|email|hear|heard|touch|catch)|when did i|how long (?:since|has it been|ago)|did i (?:ever "
            r"|already )?(?:meet|talk|speak|email|call|text|reply|write|send|see|contact)|what did (?:P\d+|i|we"
            r"|she|he|they) (?:say|talk|discuss|tell|recommend|suggest|mention)|have i (?:ever |already )?(?:met"
            r"|talked|spoken|emailed)|history"
        ),
    ),
    (
        Hint.DUE,
        _w(
            r"follow(?: |-)?ups?|due|overdue|reminders?|to(?: |-)?do(?: list)?|todos?|tasks?|upcoming|this week"
            r"|what 's next|on my plate|schedule|calendar|agenda|meetings? (?:today|do i|this|coming|next)|owe"
            r"|pending|what do i have|coming up|D\d+ 's? ?(?:meetings|calls)"
        ),
    ),
    (
        Hint.QUESTIONS,
        _w(
            r"(?:what|which|how|any|some|good|best|more|list of|suggest|sample|great|smart|give me|send me"
            r"|show me)(?: \S+){0,6}? (?:ask|questions?)|questions?|conversation starters|icebreakers?"
            r"|what (?:should|do|can|could) i (?:ask|say|talk|bring up)|what to (?:ask|say)"
        ),
    ),
    (
        Hint.PREP,
        _w(
            r"prep|prepare|brief me|briefing|background on|ready for|tell me about|what do i know about|research"
            r"|cheat sheet|before my (?:call|meeting|coffee)"
        ),
    ),
    (
        Hint.CONTACTS,
        _w(
            r"who (?:do|does|did|have|else|is|are|was|were|am|at|can|should|in|works|knows|from)|who 's|contacts?"
            r"|find|search|look(?:ing)? (?:up|for)|list|show me|show|people (?:i|at|in)|anyone (?:at|in|from|who)"
            r"|do i know|where does|what 's P\d+ 's|P\d+ 's (?:number|email|phone|role|job|company|birthday"
            r"|title)|connections|network (?:map|at)|how many"
        ),
    ),
    (
        Hint.OUTREACH,
        _w(
            r"(?:write|draft|compose|word|phrase|email|message|reach out|cold|introduce myself|intro"
            r"|linkedin message|dm|template|pitch|subject line|outreach|script|follow up with|ask (?:for|someone"
            r"|her|him|P\d+)|contact (?:someone|a|an))"
        ),
    ),
    (
        Hint.TIPS,
        _w(
            r"tips?|advice|nervous|awkward|anxious|shy|introvert|scared|afraid|rude|ghosted|silence|how (?:do|can"
            r"|should|to|long|often|soon|many|much|early|late)|is it (?:ok|okay|rude|weird|fine|too|bad"
            r"|appropriate|normal)|should i|what if|hate|worried|stressed|rejected|better at|worth it|ok to"
            r"|okay to|am i|etiquette|what should i (?:wear|do|bring)|tired"
        ),
    ),
    (
        Hint.HELP,
        _w(
            r"help|how does (?:this|it)|what can you|commands?|how do (?:i|you)|what are you|who are you|start"
            r"|menu|instructions|settings?|time ?zone|export|import|stuck|how to use|add a contact|features"
            r"|can you|do you|privacy|data|language|notifications?|mute|pause|stop|/\S+"
        ),
    ),
)


def is_note(line: str, *, cue_first: bool) -> bool:
    """Whether a line may be a note at all. `cue_first`: it opens with an event as notes do ("coffee with P0 …")."""
    stripped = _without_lead_in(line.strip())
    if not re.search(r"[^\W_]", stripped):
        return False
    if NOTE_REQUEST.match(stripped):
        return True
    if thanks_bot(stripped) or greets(stripped) or _instructs(stripped) or PASTED.match(stripped):
        return False
    if REMIND_ONLY.match(stripped):
        return False
    if TO_BE_REMINDED.search(stripped) and not QUESTION.match(stripped):
        return True
    return not _idle(stripped, cue_first=cue_first) or tells_own_event(stripped)


def _without_lead_in(line: str) -> str:
    """ "guess what: …", "did I tell you …", "wish me luck, …": announcements in the clothes of something else."""
    return LEAD_IN.sub("", line)


# A draft that was pasted in, and what the owner says of themselves.
DRAFT = re.compile(
    r"(?:^|(?<!\S)(?::|\"|-) )(?:hi|hello|dear|hey) (?:P\d+|R\d+|O\d+) (?:,|!|-|\n) ?\n? ?(?:i|it|my|we|thank|thanks"
    r"|this|hope|just|would"
    r"|great|nice|lovely|as|following)(?!\S)|^subject :"
)
OF_MYSELF = re.compile(
    START + r"(?:call me|my name (?:is|'s)|i go by|you can call me|address me as) (?:P\d+|\S+)(?: [^\w\s])* ?$"
)
NOBODY = re.compile(
    r"(?<!\S)(?:no|nothing|not a|not one) (?:\S+ ){0,2}?from (?:anyone|anybody|any of (?:them|my))(?!\S)"
)


def _instructs(line: str) -> bool:
    """Corrections of what was recorded, and commands."""
    if DRAFT.search(line) or OF_MYSELF.match(line):
        return True
    if CORRECTION.match(line) and not re.search(
        r"(?<!\S)(?:had|met|spoke|talked|coffee|call|lunch) (?:with|to)(?!\S)", line
    ):
        return True
    if (COMMAND.match(line) or RELABEL.match(line)) and not NOTE_COMMAND.search(line):
        return True
    return bool(MISNAMED.match(line))


def _idle(line: str, *, cue_first: bool) -> bool:
    """Questions, wishes, what did not happen, what people say, what others do."""
    asks = line.rstrip(' )"').endswith("?")
    if QUESTION.match(line) and (
        not LOOSE.match(line) or LOOSE_SUBJECT.match(line) or (asks and not re.search(r"[.!\n]", line))
    ):
        return True
    if asks and not re.search(r"(?<!\S)[.!\n;](?!\S)", line) and not (cue_first and LOGGED.search(line)):
        return True
    if asks and CHOICE.search(line):
        return True
    dreads = WISH.match(line) or DREAD.search(_first_sentence(line))
    if dreads and not (AFTER_ALL.search(line) or (FEELING.search(line) and FIXED.search(line))):
        return True
    if NOT_SO.match(line) and not ALL_THE_SAME.search(line):
        return True
    if not NAMED.search(line) and (
        (GENERAL.match(line) and not (WITH_ME.search(line) or DONE.search(line))) or SAYING.match(line)
    ):
        return True
    if HYPOTHETICAL.search(line) or WOULD.match(line) or POLITE.match(line) or WATCHED.match(line):
        return True
    if (HEARSAY.match(line) and not WITH_ME.search(line)) or FROM_AFAR.match(line) or IDOL.match(line):
        return True
    if (
        TWEET.match(line)
        or QUOTED.match(line)
        or ((SIGHTED.match(line) or IN_PUBLIC.match(line)) and not EXCHANGED.search(line))
    ):
        return True
    if PRIVATELY.match(line) and not re.search(r"(?<!\S)[.!\n;](?= \S)", line):
        return True
    if FAMILY_TALE.match(line) and not WITH_ME.search(FAMILY_TALE.sub("", line)):
        return True
    if NOBODY.search(line) and not NAMED.search(line):
        return True
    if GUEST.search(line) and not re.search(
        r"(?<!\S)(?:met|talked|spoke|chatted|asked|introduced|after|afterwards)(?!\S)", line
    ):
        return True
    if THEIR_LUCK.match(line) and not re.search(r"(?<!\S)(?:me|us|i|we)(?!\S)", line):
        return True
    return bool(OTHERS.match(line) and not _owner_takes_part(line) and not NEWS.match(line))


WITH_ME_AFTER = re.compile(r" (?:me|us)(?!\S)")
# A day, and nothing to be reminded of.
REMIND_ONLY = re.compile(
    START + r"(?:remind|nudge|ping) me (?:(?:again|on|in|at|D\d+|T\d+|later|then|tonight"
    r"|soon)(?: |$))+[^\w\s]*$"
)
EVENTS = (events.TALK, events.TALK_TOO, events.OUT, events.THANKS, events.THANKS_TOO, events.INBOUND)
PLANNED_WITH = re.compile(
    r"(?<!\S)(?:(?:i 'm|i am|we 're|we are) (?:\S+ ){0,2}?[a-z]+ing (?:(?:coffee|lunch|dinner|tea|drinks|a call"
    r"|breakfast"
    r"|a chat) )?(?:with |at |to see )?(?:\S+ )?P\d+|P\d+ (?:(?:of|at|from) (?:the )?O\d+ )?(?:is|'s) [a-z]+ing me)"
    r" (?:[^?.!;\n,]* )?(?:D\d+|T\d+)(?!\S)"
)


# "… he never showed up. email him again D0": what failed is to be tried again.
TO_TRY_AGAIN = re.compile(
    r"(?<!\S)[.!;\n-] (?:(?:i )?(?:need to|have to|must|should|got to|will|'ll) )?(?:e-?mail|call|text|message|ping"
    r"|nudge|chase|try|ring"
    r"|dm|write|follow up|contact|reach)(?!\S)[^.!?\n]*(?<!\S)(?:him|her|them|P\d+|again)(?!\S)[^.!?\n]*D\d+"
)


def tells_own_event(line: str) -> bool:
    """Whether some sentence, after all, tells what the owner did or will do with somebody named.

    The rest may ask, sigh or joke: "why did nobody tell me how nice she is?! bumped into her yesterday".
    """
    if not NAMED.search(line):
        return False
    for pattern in EVENTS:
        for match in pattern.finditer(line):
            told = subjects.of_verb(line, match.start()) is subjects.Subject.OWNER or WITH_ME_AFTER.search(match[0])
            if not told or not subjects.statement_start(line, match.start()):
                continue
            sentence = subjects.sentence_around(line, match.start())
            if not sentence.endswith("?") and not UNREAL.search(line[max(0, match.start() - 40) : match.start()]):
                return True
    for session in events.NAMED_SESSION.finditer(line):
        sentence = subjects.sentence_around(line, session.start())
        opens = line[: session.start()].rstrip().endswith((".", "!", "?"))
        if opens and re.search(r"P\d", sentence) and re.search(r"[DT]\d", sentence) and not sentence.endswith("?"):
            return True
    return bool(PLANNED_WITH.search(line) or TO_TRY_AGAIN.search(line))


def _owner_takes_part(line: str) -> bool:
    """Whether the owner is in somebody else's scene: "my friend introduced us", but not "…, I'm so jealous"."""
    own = OWN_SUBJECT.match(line)
    told, _, remark = _first_sentence(line)[own.end() if own else 0 :].partition(" , ")
    return bool(subjects.WITH_OWNER.search(told) or re.search(r"(?<!not )(?<!\S)(?:me|us)(?!\S)", remark))


def _first_sentence(line: str) -> str:
    return re.split(r"(?<!\S)[.!?\n](?!\S)", line)[0]


def hint_for(line: str, *, named: bool) -> Hint:
    """Which pointer fits a message that is no note."""
    stripped = line.strip()
    if thanks_bot(stripped):
        return Hint.THANKS_TO_BOT
    if greets(stripped):
        return Hint.GREETING
    if CORRECTION.match(stripped) and not _w(r"undo|scratch that|never ?mind|nvm|disregard|ignore that").search(
        stripped
    ):
        return Hint.EDIT
    for hint, pattern in HINTS:
        if pattern.search(stripped):
            return hint
    return Hint.OTHER if named or stripped.endswith("?") else Hint.SMALLTALK
