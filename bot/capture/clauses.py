"""The plain line cut into clauses, each with what it does: tells what happened, points to somebody, promises, reminds.

A clause begins at a sentence's end, a dash or a line, and also in the middle of a run-on sentence wherever a cue stands
("… um she was nice she said i should talk to P1 and i need to send her my portfolio").
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from bot.capture import lexicon

P = r"P\d+"
HER = r"(?:her|him|them|it|both of them|P\d+)"
SHE = r"(?:she|he|they|both|P\d+(?: and P\d+)?)"
ALSO = r"(?:(?:also|then|kindly|just|even|really|actually|again|very kindly|generously|strongly|definitely|very|both|all|now|even|apparently|basically|specifically|literally|immediately|gladly|probably|totally|maybe) ){0,3}"


class Does(Enum):
    """What a clause does."""

    TELL = "tell"  # what happened, or who somebody is
    POINT = "point"  # names somebody else to talk to
    OWE = "owe"  # something the owner is to do
    PROMISE = "promise"  # something the contact will do
    ADVISE = "advise"  # what the contact thinks the owner should do
    THROUGH = "through"  # who made the connection


@dataclass(frozen=True, slots=True)
class Clause:
    """line[start:end]; `body` is where the cue ends and its matter begins; `cue` names which cue it was."""

    does: Does
    start: int
    end: int
    body: int
    cue: str = ""


SAID = (
    r"(?:said|says|saying|told me|tells me|telling me|told us|suggested|suggests|suggesting|recommended|recommends|recommending|advised|advises|counsels|counselled|counseled|directs|directed|instructed|instructs|signposted|bade|begged|prompted|(?:was|is|were|'s|goes|went) like|was all"
    r"|urged|urges|encouraged|encourages|thinks|thought|reckons|reckoned|insisted|insists|proposed|mentioned|wants|wanted|pushed me|steered me|nudged me"
    r"|asked|believes|believed|figured|figures|feels|felt|was adamant|strongly suggested|hinted|tip|advice|her advice|his advice|would)"
)
TO_ME = r"(?:(?:me|us|i|we|you|that|to|should|shd|shld|could|cd|can|might|must|have to|ought to|need to|'d|had|better|try|also|definitely|really|and|go|go and|just|maybe|consider|would|do|well to|a|be|worth|next|totally|absolutely|probably|go and|to also|please|then|seriously) ){0,5}"
REACH = (
    r"(?:talk|talking|speak|speaking|chat|chatting|reach out|reaching out|reach|reaching|contact|contacting|email|emailing|mail|call|calling|ring|ringing|phone|phoning"
    r"|message|messaging|text|texting|dm|ping|pinging|connect up|connect|connecting|look up|looking up|look|looking|hit up|hitting up|hit|get in touch|getting in touch|be in touch"
    r"|touch base|check in|check out|meet up|meeting up|meet|meeting|see|seeing|try|trying|write|writing|approach|approaching|get hold of|get a hold of|getting hold of|get|track down|follow"
    r"|ask for|ask|drop|dropping|grab coffee|have coffee|have a coffee|have a chat|have a word|get coffee|getting coffee|grab a coffee|sit down|set up (?:a )?(?:call|chat|time|coffee|meeting)|book (?:a )?(?:call|time)|catch up|catch"
    r"|shadow|shadowing|visit|visiting|go to|go see|introduce myself|introduce yourself|hear from|make contact|link up|start with|speak next|find|consult|pick the brain of|pick)"
)
TOWARDS = r"(?:(?:to|with|for|up|out to|in with|into|her|his|their|the|a|my|our|old|former|ex|other|great|good|new|friend|friends|student|mentee|intern|protégé|lady|husband|flatmate|pal|chum|deputy|assistant|successor|predecessor|supervisor|director|editor|producer|lead|rep|contact|colleague|colleagues|coworker|co-worker|boss|manager|mentor|contact|pal|buddy|counterpart|cousin|sister|brother|wife|husband|partner|teammate|neighbour|neighbor|classmate|roommate|mate|team|head|people|folks|guy|woman|lady|someone|somebody|named|called|name|of|hers|theirs|from|at|over|there|O\d+|R\d+|,|who|'s|and|in|both) ){0,8}"
MAKE_KNOWN = (
    r"(?:(?:introduces?|introduced|introducing|intros?|introing|connects?|connected|connecting|hooks?|hooked|hooking|links?|linked|linking|puts?|putting|loops?|looped|looping|cced|ccing|cc|refers?|referred"
    r"|referring|points?|pointed|pointing|directs?|directed|directing|steers?|steered|steering|sent|sends?|sending|pass(?:es)?|passed|passing|forwards?|forwarded|pairs?|paired|sets?|setting|match(?:ed|es)?"
    r"|turned|tipped|handed|hand|bring|bringing|brought|copied|tagged|added|gave) (?:me|us|my name|my cv|my resume)"
    r"|(?:(?<='ll )|(?<=will )|(?<=can )|(?<=could )|(?<= to )|(?<='d )|(?<=would ))(?:introduce|intro|connect|loop in|cc|put forward|refer)"
    r"|(?:mention|mentioned|mentioning|vouch for|vouched for|put in (?:a|a good) word for|talk up|recommend|pass on|pass along) (?:me|us|my name|my cv|my resume)"
    r"|looped in|looping in|loops in|cced|ccing|copied in|recommends?|recommended|suggests?|suggested|flagged|nominated|vouched for)"
)
ACROSS = r"(?:(?:me|us|you|my name|my cv|my resume|along|on|over|up|off|in|out|touch|contact|email|an email|a thread|the thread|mail|by|via|over email|through|to|onto|on to|with|towards|toward|about|together|also|both|as|copy|copied|back|forward) ){0,5}"
DETAILS = r"(?:email|e-mail|number|contact|contacts|details|contact details|contact info|card|business card|phone|phone number|info|address|email address|handle|linkedin|profile|cell|mobile|name|names|whatsapp|extension|direct line|calendly|calendar)"
GIVE = r"(?:gave|gives|give|giving|sent|send|sends|sending|shared|shares|share|sharing|passed|passes|passing|forwarded|texted|emailed|dropped|handed|offered|has|got|slipped|scribbled|wrote down|dug up|messaged|whatsapped|airdropped|let)"

LEAD = r"(?P<lead>(?:(?:,|and|but|so|then|also|plus|oh|um|uh|:|\(|anyway|ok|okay|well|yeah|next|finally|later|now|otherwise|else|afterwards|apparently|meanwhile|\d+ [).]|\d+ |\d+\)|[-–—•*>]|(?<![\w)] )(?:(?:on|by|this|come|before) )?D\d+ ,|if [^.,;]{1,40},) ){0,4})"

POINTING: tuple[tuple[str, str], ...] = (
    (
        "said to reach",
        rf"(?:{SHE} |who )?{ALSO}{SAID} {ALSO}{TO_ME}(?:{REACH} )(?:(?:me|out|in|by|over) ){{0,6}}{TOWARDS}(?={P})",
    ),
    (
        "told about",
        rf"(?:{SHE} |who )?{ALSO}(?:told me about|mentioned|recommended|recommends|suggested|suggests|named|named-dropped|said to|says|said|raved about|spoke highly of|sang the praises of|brought up|plugged) {ALSO}(?:that )?{TOWARDS}(?={P})",
    ),
    (
        "introduces",
        rf"(?<!i )(?<!we )(?:(?:{SHE}|who|which|and) )?{ALSO}(?:(?:'ll|will|'d|would|can|could|is|was|are|'s|has|'s going to|going to|offered|offers|offering|promised|agreed|volunteered|said (?:she|he|they) (?:'d|'ll|would|could|will|can)|happy|glad|willing|keen|wants|want|also|then|to|be|try|able|kindly|gonna|about|might|may|already|just|even|has) ){{0,6}}{MAKE_KNOWN} {ACROSS}{TOWARDS}(?={P})",
    ),
    (
        "gives details",
        rf"(?:(?:{SHE}|who) )?{ALSO}(?:(?:'ll|will|'d|would|can|could|is|going to|offered to|promised to|has) ){{0,6}}{GIVE} (?:(?:me|us|along|on|over|the|a|her|his|their|my|to|me with) ){{0,6}}(?:{DETAILS} )+(?:(?:and|for|of|to) ){{0,6}}(?:{DETAILS} )*(?:for |of |to |: )?{TOWARDS}(?={P})",
    ),
    (
        "gives somebody's details",
        rf"(?:(?:{SHE}|who) )?{ALSO}(?:(?:'ll|will|'d|would|can|could|is|going to|offered to|promised to|has) ){{0,6}}{GIVE} (?:(?:me|us|along|on|over|the|a|to) ){{0,6}}{TOWARDS}(?={P} (?:, )?(?:\([^()]*\) |(?:at|from|of) O\d+ )?'s? ?{DETAILS})",
    ),
    (
        "knows and will",
        rf"{SHE} {ALSO}(?:knows|has a friend|is friends with|works with|used to work with|worked with|went to school with) {TOWARDS}"
        rf"(?={P} (?:[^.!?;\n]{{0,50}} )?(?:and|who|,|so|-) (?:(?:she|he|they) )?(?:'ll|will|can|could|offered|promised|is going|'s going|may|might|would)"
        rf" (?:to )?(?:intro|introduce|connect|pass|put|ask|mention|forward|talk|speak|help|ping|email|loop|refer|send|set))",
    ),
    (
        "gave names",
        rf"(?:{SHE} |who )?{ALSO}(?:gave|given|sent|texted|left|offered|handed|listed|wrote down) (?:me |us )?(?:\S+ ){{0,3}}?"
        rf"(?:names?|contacts?|leads?|people|referrals?|intros?|suggestions?)(?: \S+){{0,5}}? (?:: |- |– |— |, |namely |including )"
        rf"(?:{TOWARDS})(?={P})",
    ),
    (
        "will introduce us",
        rf"{TOWARDS}(?={P} (?:[^.!?;\n]{{0,60}} )?(?:she|he|they|P\d+) (?:'ll|will|can|could|'s going to|is going to|offered to|promised to|'d)"
        rf" (?:introduce|connect|link|hook|put|intro|loop) us\b)",
    ),
    (
        "worth",
        rf"{TOWARDS}(?={P} (?:[^.!?;\n]{{0,60}}? )?(?:would|might|could|may|'d|is|'s|are|will|should)(?: (?:also|really|probably|definitely|well))*(?: be)? (?:(?:also|really|well|a|an|the|so|very|my) ){{0,6}}(?:worth|good to|good person|great to|useful|right person|person to|one to|someone to|somebody to|able to help|a must|great person|best person|next person|better person|perfect person|helpful|ideal|good one|great one|next stop|good next|great next|next call|hiring|happy to (?:talk|chat|help)|looking for|good bet|my best bet|best bet|good shout|worth) )",
    ),
    (
        "label",
        rf"(?:(?:referrals?|refs?|referred to|intros?|introductions?|names?(?: (?:to|for))?(?: chase| contact| try| follow up| me)?|leads?|next (?:people|person|contacts?|stop|call)|people to (?:talk|see|meet|contact|try)(?: to)?|who next|also (?:try|see|worth|meet|speak to|talk to)|pointers?|contacts?(?: given| from (?:her|him))?|suggested (?:contacts?|people)|recommended|suggestions?|rec|recs|recommendations?|connect with|connections?|speak to|talk to|onward) (?:to )?(?:next )?)(?:: |- |– |→ |-> |= |are |is |were )(?={P})",
    ),
    (
        "coming",
        rf"(?:(?:she|he|they|who|P\d+) )?{ALSO}(?:'s |is |will |'ll )?(?:(?:getting|get|promised|offered|an?|the|her|his|me|making|make|made|doing|do|arranging|sending|got|has|setting up|set up|gave|gives|giving|warm|email|e-) ){{0,6}}(?:intros?|introductions?|referrals?|connections?) (?:to|with) {TOWARDS}(?={P})",
    ),
    (
        "and to see",
        rf"(?:and|or|, and|,) (?:also )?(?:to )?{REACH} {TOWARDS}(?={P})",
    ),
    (
        "should see",
        rf"{LEAD}(?:i |we )?(?:should|shd|ought to|must|could|might) {ALSO}{REACH} (?:(?:me|out|in) ){{0,6}}{TOWARDS}(?={P})",
    ),
    (
        "see",
        rf"{LEAD}(?:to )?(?:talk|speak|reach out|contact|chat|get in touch|look up|connect|see|try|meet|touch base|say hi|go see) (?:to |with |up )*{TOWARDS}(?={P})",
    ),
    ("in copy", rf"(?:{SHE} )?(?:cced|copied in|looped in|has looped in|brought in|is bringing in) {TOWARDS}(?={P})"),
)
THROUGH: tuple[tuple[str, str], ...] = (
    (
        "by",
        rf"(?:(?:we |i |she |he |they )?(?:was |were |got |been |'s )?)(?:(?:warm|kind|email|e-|the|an?|kindly|nice|first|got|my) ){{0,6}}(?:intros?|introductions?|introduced|referral|referred|recommended|connected|connection|suggested|set up|arranged|put in touch|sent(?: my way)?|passed on|recommendation|suggestion|tip|lead|handoff|hooked up|linked up|matched|met(?: (?:her|him|them))?|know(?: (?:her|him|them))?|found(?: (?:her|him|them))?|got (?:her|his|their) (?:name|number|email|contact)|came|contact|got to (?:her|him)|name given|facilitated|made|brokered|organised|organized|heard of (?:her|him)) (?:(?:was|came|made|kindly|to me|by|me|us|over|on) ){{0,6}}(?:by|from|through|via|thanks to|courtesy of|care of|c/o) {TOWARDS}(?={P})",
    ),
    (
        "via",
        rf"(?:via|through|courtesy of|by way of|care of|c/o|(?<!say )(?<!said )(?<!sent )(?<!saying )(?<!send )(?<!of )(?<!my )(?<!many )(?<!wrote )(?<!huge )(?<!big )thanks to|on the recommendation of|at the suggestion of|on the advice of|friend via) {TOWARDS}(?={P})",
    ),
    (
        "introduced us",
        rf"{TOWARDS}(?={P} (?:(?:at|from|of|in|with) (?:the )?O\d+ |\( [^()]{{0,40}} \) )?(?:had |has |kindly |very kindly |had kindly )*(?:introduced|connected|hooked|linked|set|put|paired|matched|brought|got) (?:us|the two of us)\b)",
    ),
    (
        "introduced me to her",
        rf"{TOWARDS}(?={P} (?:(?:at|from|of|in|with) (?:the )?O\d+ |\( [^()]{{0,40}} \) )?(?:had |has |kindly |who )*(?:introduced|connected|put|referred|pointed|sent|steered|told|tipped|hooked|led|directed) me (?:(?:in touch|off|up|on|over) ){{0,6}}(?:to|with|towards|about|onto) (?:her|him|them|this))",
    ),
    (
        "who introduced",
        rf"(?:who|whom|that) {TOWARDS}(?={P} (?:had |has |kindly )?(?:introduced|connected|put|pointed|referred|sent) me (?:in touch |up )?(?:to|with|towards))",
    ),
    (
        "made the intro",
        rf"{TOWARDS}(?={P} (?:(?:at|from|of|in|with) (?:the )?O\d+ |\( [^()]{{0,40}} \) )?(?:had |has |kindly |who )*(?:made|did|set up|arranged|brokered|facilitated|organised|organized|set|sorted) (?:(?:the|this|that|it|us|an|our|for|a|warm|up|me) ){{0,6}}(?:intros?|introductions?|connection|it|this|us|meeting|call|up)\b)",
    ),
    (
        "suggestion",
        rf"(?:on |at |after |following )?{TOWARDS}(?={P} 's? (?:\w+ )?(?:suggestion|recommendation|referral|intro|introduction|rec|idea|doing|contact|tip|advice))",
    ),
    (
        "gave her name",
        rf"{TOWARDS}(?={P} (?:gave|passed|sent|slipped|texted|forwarded|handed|shared) (?:(?:me|on|along) ){{0,6}}(?:her|his|their) (?:{DETAILS}))",
    ),
    ("recommended her", rf"{TOWARDS}(?={P} (?:had |has )?(?:recommended|suggested|sent|nominated) (?:her|him|them)\b)"),
    (
        "suggested i talk to her",
        rf"{TOWARDS}(?={P} (?:had |has )?(?:{SAID}) {TO_ME}{REACH} (?:(?:to|with|out|in|up) ){{0,6}}(?:her|him|them)\b)",
    ),
)
ACT = (
    r"(?:send|email|mail|call|ask|check|text|ping|message|write|thank|share|forward|ring|phone|reach|get|book|schedule|set|arrange|follow up|try|apply|read|look|prep|prepare|draft|update"
    r"|invite|chase|nudge|connect|drop|post|pay|return|give|bring|find|research|submit|finish|sign|register|add|circle|touch|reconnect|loop|buy|pick|review|watch|listen|order|tell|let"
    r"|dm|whatsapp|introduce|intro|cc|confirm|cancel|reschedule|propose|suggest|pitch|polish|edit|tailor|complete|fill|print|learn|study|practice|practise|rehearse|make|create|build|put|upload"
    r"|attend|join|rsvp|visit|meet|catch|see|talk|speak|chat|grab|have|go|come|do|start|keep|stay|revisit|request|reply|respond|answer|congratulate|wish|remind|organise|organize|plan|record"
    r"|download|enrol|enroll|take|bump|report|revise|rewrite|show|lend|compile|collect|gather|decide|note|track|tag|subscribe|search|explore|test|run|work|swap|fix|turn|knock|hand|ship|courier|deliver|fax|scan|leave|say|contact|dig|figure)"
)
FIRST_PERSON = r"(?:i|we)"
OWING: tuple[tuple[str, str], ...] = (
    (
        "remind",
        rf"{LEAD}(?:(?:please|can you|could you|pls|also|and) ){{0,6}}(?:remind|nudge|ping|poke|buzz|prompt|prod) me (?:again )?(?:(?:(?:on|by|at|about|for|this|come|first thing|early|around|in) )?(?:D\d+|T\d+) (?:at T\d+ |T\d+ )?(?:, )?)?(?:that i (?:need|have) to|that i should|about|to|:|that|re|of)?(?= )",
    ),
    (
        "label",
        rf"{LEAD}(?:my )?(?:todos?|to-dos?|to do(?: list)?|to dos|action items?|actions?|action points?|next steps?|next up|next|follow ups?|followups?|homework|tasks?|my tasks|promised|owed|still to do|things to do|aps?|ai|chase|deliverables?|due)(?: (?:for me|from me|on me|are|is|list|due|by|on|D\d+)){{0,3}} (?:: |- |– |— |→ |-> |= )+(?:to )?",
    ),
    (
        "reminder",
        rf"{LEAD}(?:reminder|note to self|remember|memo|self|heads up)(?: to self| to myself| for me| for D\d+| D\d+)? (?:: |- |– |to |, |that )+(?:i (?:need|have) to |to )?(?={ACT} )",
    ),
    (
        "promised",
        rf"{LEAD}(?:{FIRST_PERSON} |i 've |i have )?{ALSO}(?:(?:promised|agreed|offered|volunteered|committed|vowed|swore|pledged|undertook|am due|'m due|due|have promised)(?: {HER})? (?:(?:that )?(?:i 'd|i would|i 'll|i will|i 'm going to|i could|i can|we 'd|we 'll)|to(?! (?:\S+ ){{1,3}}(?:me|my|us)\b))|(?:told {HER}|said|told them both|assured {HER})(?: {HER})? (?:that )?(?:i 'd|i would|i 'll|i will|i 'm going to|i could|i can|we 'd|we 'll)) {ALSO}",
    ),
    (
        "promised a thing",
        rf"{LEAD}(?:i |i 've |i have )?{ALSO}(?:promised|owe|owes|still owe|'m to send|am to send|still owing|owing) (?={HER}|the |a |my |an )",
    ),
    (
        "have to",
        rf"{LEAD}(?:(?:{FIRST_PERSON}|i 've|i 'm|i am|that) )?{ALSO}(?:still )?(?:do )?(?:need to|needs to|have to|has to|got to|must|should|shd|ought to|am supposed to|'m supposed to|supposed to|meant to|'m meant to|'m to|am to|have got to|'ll need to|will need to|'ll have to|gotta|need) {ALSO}(?:remember to |probably )?",
    ),
    (
        "i have to",
        rf"(?:i|we) {ALSO}(?:need to|have to|must|'ve got to|have got to|got to|owe|had better|'d better) {ALSO}",
    ),
    (
        "will",
        rf"{LEAD}(?:i|we) {ALSO}(?:'ll|will|shall|'m going to|am going to|'re going to|'m gonna|plan to|'m planning to|intend to|aim to|want to|mean to|'m due to|'d better|had better|hope to) {ALSO}",
    ),
    (
        "will, without i",
        rf"{LEAD}(?:will|going to|gonna|planning to|plan to|plan is to|want to|aiming to|plan :) {ALSO}(?!be |not |\S+ me )(?=[a-z]+ )",
    ),
    (
        "mind to",
        rf"{LEAD}(?:please )?(?:don't (?:let me )?forget(?: to)?|do not forget to|never forget to|make sure(?: to| i| that i)|making sure to|remember(?: to)?|be sure to|let me|let 's|lets|mustn't forget to|can't forget to|don't want to forget to|it 's on me to|on me to|my job (?:now )?(?:is )?to|up to me to|all that 's left is to|ball 's in my court to|time to|i 'm on the hook to|on the hook to|waiting on me to|my turn to) (?:to )?",
    ),
    (
        "asked",
        rf"{LEAD}(?:{SHE} |who )?{ALSO}(?:told|asked|wants|wanted|expects|needs|reminded|invited|would like|'d like|requested|said|says) (?:me |that i |i |for me |us )?(?:to |should |could |can )(?={ALSO}(?:follow up|check back|check in|get back|circle back|come back|send|email|call|ping|text|message|ring|call back|try again|write back|touch base|stop by|swing by|drop by|resend|share|forward|reach back|reach out again|keep (?:her|him|them)|let (?:her|him|them) know|update (?:her|him|them)|remind (?:her|him|them)) )",
    ),
    (
        "wants",
        rf"{LEAD}(?:{SHE} )?(?:wants|asked for|asks for|needs|would like|'d like|requested|is waiting for|is waiting on|is expecting|waiting on|expects) (?!me )(?=[^.!?\n]{{1,60}}(?:by D\d+|i said (?:yes|ok|sure|of course)|i agreed|i promised))",
    ),
    (
        "again",
        rf"{LEAD}(?:(?:we|we 're|we are|i|i 'm|will|'ll|going to|gonna|are|agreed to|to|so|both|have|plan to|decided to|said we 'd|said we would|said we 'll) ){{0,6}}(?=(?:meet|meeting|talk|talking|speak|speaking|chat|chatting|catch up|catching up|reconnect|reconnecting|call|connect|regroup|get together|getting together|do it|have coffee|grab coffee|coffee|lunch) (?:[^.!?\n,]{{0,25}} )?(?:again|once more)\b[^.!?\n]{{0,30}}D\d+)",
    ),
    (
        "further meeting",
        rf"{LEAD}(?:(?:we|we 've|we 're|i 've|i have|we have|have|got|booked|scheduled|set up|set|arranged|pencilled in|lined up|agreed on|agreed|planned|fixed) ){{0,6}}(?=(?:(?:an?|the|our|another|follow up|next|second|third|2nd|3rd|in-person|proper|longer) ){{0,6}}(?:second|2nd|third|3rd|follow up|next|another|longer|proper) (?:call|coffee|meeting|chat|zoom|lunch|conversation|talk|session|catchup|one|interview)[^.!?\n,]{{0,40}}D\d+)",
    ),
    (
        "do",
        rf"{LEAD}(?:please )?(?={ACT}(?: back| in| out| up| base| again| over| by)? (?:{HER}|my|the|a|an|to|with|for|on|in|by|about|if|when|D\d+|back|again|at|some|O\d+|O\d+ 's|R\d+|V\d+|his|their|our|up|out|over|off|more|that|this|those|these|\d+|thank|thanks|linkedin|[a-z'-]+)(?: |$)|(?:follow up|check back|check in|circle back|try again|call back|reconnect|apply|rsvp|touch base)(?: |$))",
    ),
    (
        "thank note",
        rf"{LEAD}(?=thank (?:you|yous)?(?: (?:email|note|card|letter|message|text))? (?:by |on |for |to {HER} )?D\d+)",
    ),
)
PROMISING = rf"(?:{SHE}|who) {ALSO}(?:(?:'ll|will|'s going to|is going to|are going to|offered to|offers to|promised to|agreed to|said (?:that )?(?:she|he|they) (?:'d|'ll|would|will|could|can)|says (?:she|he|they) 'll|volunteered to|is happy to|'s happy to|can|could|is sending|'s sending|is forwarding|wants to|would) )"
ADVISING = rf"(?:(?:{SHE} |who )?{ALSO}(?:{SAID}) (?:me |that |to |us )*(?:i|we|you|me to|to|that i|that you|reading|applying|learning|getting|taking|looking|joining|doing|building|starting|focusing|focussing|trying|keeping|{ACT} (?!{HER}|P\d))\b(?! (?:was|had|am|'m|did|have been))|(?:key )?(?:takeaways?|advice|tips?|lessons?|learned|learnt|insights?|main points?|top tip|biggest tip) (?::|-|–|is|was))"

KINDS: tuple[tuple[Does, tuple[tuple[str, str], ...]], ...] = (
    (Does.THROUGH, THROUGH),
    (Does.POINT, POINTING),
    (Does.OWE, OWING),
    (Does.ADVISE, (("advise", ADVISING), ("advises", rf"(?:{SHE} |her |his |their )?{ALSO}(?:suggested|suggests|suggestions?|recommended|recommends|recommendations?|advised|said|advice|tips?)(?: was| were| are| is| me| to)* ?:"))),
    (Does.PROMISE, (("promise", PROMISING),)),
)
CUES = [(does, name, re.compile(rf"(?<!\S)(?:{pattern})")) for does, cues in KINDS for name, pattern in cues]
# An act's word that is here a thing: "call with P", "email sent", "thank you".
NOUN = re.compile(
    r"(?:call|chat|talk|zoom|meet|text|message|email|coffee|lunch|visit|show|catch|book|test|report|request|search|study|update|answer|reply|response|invite|order|review|draft|pitch|note|record|post|share|register|check|run|walk|sit|work|practice|plan|mail|ring|lead|start|stop|set|act) (?:with|from|sent|today|T\d+|was|is|went|\(|:|-|moved|booked|confirmed|set|scheduled|and|up with|at O\d+|for D\d+|for T\d+)(?!\S)"
    r"|(?:thank|thanks) you|add (?!her|him|them|my|a note|the)|put (?:on|down|P)|keep P|keep (?:[a-z]+ )?in mind|save P|note P|(?:phone|whatsapp|text|email|message|dm|video|zoom|call|chat|meet|mail|intro|connect|prep|test|work|review) (?:conversation|chat|call|interview|screen|screening|exchange|thread|back-and-forth|meeting|catchup|appointment|session|intro|reply|response|today|this)|(?:phone|call|chat|talk|text|email|message|video|zoom|meet|catch|dm) (?:(?!back|her|him|them|P\d)\S+ ){0,2}with(?!\S)|phone (?:call|chat|interview)|email (?:to|thanks)(?!\S)|message (?:to)(?!\S)|(?:talk|have|do) (?:was|a (?:call|chat|meeting|zoom|coffee)|i)(?!\S)"
)
PLANS = {"will", "will, without i", "do", "have to"}
PLANNED = re.compile(r"(?:be (?:calling|meeting|seeing|having|visiting|speaking|talking|grabbing|chatting|catching|joining|interviewing|shadowing|sitting|doing)|(?:have|grab|get|do|be having|be on) (?:(?:a|an|my|the|our|some|quick|second|first|short|phone|video|zoom|proper) ){0,6}(?:coffee|lunch|call|chat|tea|dinner|drinks?|breakfast|brunch|meeting|zoom|interview|conversation|catchup|talk|session|appointment|beer|pint)|meet|see|visit|speak|talk|chat|sit down|catch up|shadow|interview|zoom) ?(?:\S+ ){0,6}?(?:P\d+|R\d+|someone|somebody|with)")
# What makes "I have to" somebody else's word, or a condition.
SOMEBODY_ELSES = re.compile(r"(?<!\S)(?:said|says|thinks|thought|told me|that|if|when|what|whether|where|which|reckons|suggested|things|all|why|how|who|whatever|because|feels|believes) (?:\S+ )?$")
# A sentence's end, a line's, a dash, or a bullet.
HARD = re.compile(r"(?<!\S)(?:[.!?…;\n]|[-–—•·|*>]+|\.\.+|\( (?:\d{1,2}|[a-f]) \)|\d{1,2} [.)](?= ))(?!\S)")
# These stand only where a clause begins: elsewhere the same words are the object of another verb.
OPENING = {
    "do",
    "see",
    "label",
    "thank note",
    "will, without i",
    "again",
    "further meeting",
    "worth",
    "have to",
    "wants",
    "should see",
    "promised",
    "promised a thing",
    "mind to",
}
BEFORE_OPENING = re.compile(
    r"(?:^|[.!?…;\n:,()\-–—•·|*>✅🎉👍😅☕📞]|(?<!\S)(?:and|but|so|then|also|um|uh|because|plus|oh|okay|ok|\d+ ?[).]|who|which|that|now|anyway|well|yeah|today|D\d+|T\d+)) ?$"
)


def clauses(line: str) -> list[Clause]:
    """The clauses of a line, in order."""
    found: list[Clause] = []
    start, listing, advised = 0, False, False
    for cut in [*HARD.finditer(line), None]:
        end = cut.start() if cut else len(line)
        piece = _cut(line, start, end)
        if listing and piece and piece[0].does in {Does.TELL, Does.OWE}:
            # An item below "to do:" is to be done, one below "she suggested:" is advice, however it is worded.
            piece[0] = _item(line, piece[0], advised=advised)
        found += piece
        if piece:
            last = piece[-1]
            opens = last.cue in {"label", "advises"} and not line[last.body : last.end].strip(" ()-:")
            advised = last.cue == "advises" if opens else advised
            listing = opens or (listing and cut is not None and cut[0] not in {".", "!", "?"})
        start = cut.end() + 1 if cut else end
    return found


def _item(line: str, clause: Clause, *, advised: bool) -> Clause:
    if not advised:
        return replace(clause, does=Does.OWE, cue="item") if clause.does is Does.TELL else clause
    pointing = NEW_PERSON.match(line, clause.body)
    return replace(clause, does=Does.POINT if pointing else Does.ADVISE, cue="item")


def _cut(line: str, start: int, end: int) -> list[Clause]:
    """The clauses of one sentence; what stands before its first cue tells."""
    cues = _cues(line, start, end)
    found = []
    first = cues[0].start if cues else end
    if line[start:first].strip():
        found.append(Clause(Does.TELL, start, first, start))
    for number, cue in enumerate(cues):
        stop = cues[number + 1].start if number + 1 < len(cues) else end
        found.append(Clause(cue.does, cue.start, stop, min(cue.body, stop), cue.cue))
    return found


def _cues(line: str, start: int, end: int) -> list[Clause]:
    hits: list[tuple[int, int, Clause]] = []
    for order, (does, name, pattern) in enumerate(CUES):
        for match in pattern.finditer(line, start, end):
            at = match.start()
            if does is Does.POINT and not re.search(r"P\d|(?<!\S)(?:she|he|they|someone|somebody)(?!\S)", line[: match.end()]):
                continue  # nobody yet who could point: "sent my CV to P0"
            if name in {"see", "should see", "again", "further meeting"} and not line[:at].strip(" -•*:"):
                continue  # with nobody yet who could have pointed, it is a thing to do
            if name == "do" and _names_a_title(line[_after_lead(match) :]):
                continue
            if name == "i have to" and SOMEBODY_ELSES.search(line[max(start, at - 30) : at]):
                continue
            if name in OPENING and not (_opens(line, start, at) or _opens(line, start, _after_lead(match))):
                continue
            if name in {"do", "reminder"} and NOUN.match(line, match.end()):
                continue
            if name in PLANS and not line[:at].strip(" ,:-") and PLANNED.match(line, match.end()):
                continue  # the note's own event: "I will have a coffee with P0 D0"
            hits.append((_after_lead(match), order, Clause(does, at, match.end(), match.end(), name)))
    kept: list[Clause] = []
    for _, _, cue in sorted(hits, key=lambda h: (h[0], h[1])):
        at = cue.start
        if cue.cue == "and to see" and not (kept and kept[-1].does in {Does.ADVISE, Does.POINT}):
            continue
        if kept and (at < kept[-1].end or (at == kept[-1].end and cue.cue == kept[-1].cue)):
            continue
        if (
            kept
            and cue.cue == "do"
            and kept[-1].does in {Does.ADVISE, Does.POINT}
            and not TO_THEM.search(line, at, end)
        ):
            # "suggested I read Safire and watch his talk" goes on advising.
            cue = replace(cue, does=Does.ADVISE)
        theirs = kept and kept[-1].does is Does.PROMISE or THEIRS.match(line[start:at].strip())
        if cue.cue == "will, without i" and re.match(r"(?:, )?and ", line[at:]) and theirs:
            cue = replace(cue, does=Does.PROMISE)  # "she is going to share it and will call"
        kept.append(cue)
    return kept


THEIRS = re.compile(r"(?:and |but |so )?(?:she|he|they|P\d+) (?!.*(?<!\S)i(?!\S))")
NEW_PERSON = re.compile(rf"{REACH} {TOWARDS}{P}(?! (?:[^.!?]{{0,40}} )?D\d)")
TO_THEM = re.compile(r"(?<!\S)(?:her|him|them|D\d+|P\d+)(?!\S)")


def _names_a_title(words: str) -> bool:
    """ "post supervisor", "research director": an act's word that begins a job title."""
    second = words.split(" ", 2)[1:2]
    return bool(second) and (second[0] in lexicon.words("roles", "heads") or second[0].startswith("R")) and second[0].lower() != "back"


def _after_lead(match: re.Match[str]) -> int:
    groups = match.groupdict()
    return match.end("lead") if groups.get("lead") else match.start()


def _opens(line: str, start: int, at: int) -> bool:
    return at <= start or bool(BEFORE_OPENING.search(line[max(start, at - 24) : at]))


def people_in(line: str, start: int, end: int) -> list[str]:
    """The marks of people in a stretch of the line, in order, each once."""
    return list(dict.fromkeys(re.findall(rf"(?<!\S){P}(?!\S)", line[start:end])))


def text_of(line: str, found: Sequence[Clause], *does: Does) -> str:
    """What clauses of these kinds say, joined by a full stop."""
    return " . ".join(line[c.start : c.end].strip() for c in found if c.does in does)
