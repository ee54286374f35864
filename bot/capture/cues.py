"""By which words a clause shows what it does. Each cue is a name and a pattern over the plain line.

A cue ends where the matter of its clause begins: behind "remind me to", before the person in "said to talk to P1".
"""

import re
from enum import Enum


class Does(Enum):
    """What a clause does."""

    TELL = "tell"  # what happened, or who somebody is
    POINT = "point"  # names somebody else to talk to
    OWE = "owe"  # something the owner is to do
    PROMISE = "promise"  # something the contact will do
    ADVISE = "advise"  # what the contact thinks the owner should do
    THROUGH = "through"  # who made the connection


P = r"P\d+"
HER = r"(?:her|him|them|it|both of them|P\d+)"
SHE = r"(?:she|he|they|both|P\d+(?: and P\d+)?)"
ALSO = (
    r"(?:(?:also|then|kindly|just|even|really|actually|again|very kindly|generously|strongly|definitely|very"
    r"|both|all|now|even|apparently|basically|specifically|literally|immediately|gladly|probably|totally"
    r"|maybe) ){0,3}"
)
SAID = (
    r"(?:said|says|saying|told me|tells me|telling me|told us|suggested|suggests|suggesting|recommended"
    r"|recommends|recommending|advised|advises|counsels|counselled|counseled|directs|directed|instructed"
    r"|instructs|signposted|bade|begged|prompted|(?:was|is|were|'s|goes|went) like|goes|was all"
    r"|urged|urges|encouraged|encourages|thinks|thought|reckons|reckoned|insisted|insists|proposed"
    r"|mentioned|wants|wanted|pushed me|steered me|nudged me"
    r"|'d rather|would rather|'d prefer|prefers|would prefer|asked|believes|believed|figured|figures|feels|felt|was"
    r" adamant|strongly suggested|hinted|tip"
    r"|advice|her advice|his advice|would)"
)
TO_ME = (
    r"(?:(?:me|us|i|we|you|that|to|should|shd|shld|could|cd|can|might|must|have to|ought to|need to|'d|had"
    r"|better|try|also|definitely|really|and|go|go and|just|maybe|consider|would|do|well to|a|be|worth|next"
    r"|totally|absolutely|probably|go and|to also|please|then|seriously|first|start by|begin by) ){0,5}"
)
REACH = (
    r"(?:talk|talking|speak|speaking|chat|chatting|reach out|reaching out|reach|reaching|contact"
    r"|contacting|email|emailing|mail|call|calling|ring|ringing|phone|phoning"
    r"|message|messaging|text|texting|dm|ping|pinging|connect up|connect|connecting|look up|looking up"
    r"|look|looking|hit up|hitting up|hit|get in touch|getting in touch|be in touch"
    r"|touch base|check in|check out|meet up|meeting up|meet|meeting|see|seeing|try|trying|write|writing"
    r"|bring my questions to|go through|approach|approaching|get hold of|get a hold of|getting hold of|get|track"
    r" down|follow"
    r"|ask for|ask|drop|dropping|grab coffee|have coffee|have a coffee|have a chat|have a word|get coffee"
    r"|getting coffee|grab a coffee|sit down|set up (?:a )?(?:call|chat|time|coffee|meeting)"
    r"|book (?:a )?(?:call|time)|catch up|catch"
    r"|shadow|shadowing|visit|visiting|go to|go see|introduce myself|introduce yourself|hear from"
    r"|give(?= [^.!?]{1,60} an? (?:call|shout|bell|ring|buzz|text|tinkle|try))"
    r"|giving(?= [^.!?]{1,60} an? (?:call|shout|bell|ring|buzz))|(?:shoot|send|fire|flick)(?= [^.!?]{1,60} an?"
    r" (?:line|note|e?mail|message|text|dm))"
    r"|(?:send|forward|email|mail|submit|pass|pass on|send over) (?:my|the|a) (?:cv|resume|portfolio|reel|details"
    r"|application|work|samples?"
    r"|materials?|transcript)(?= )(?: over| on| along)?|say hi|say hello|get ahold of|get a hold|have a natter|have"
    r" a yarn|have a beer|have lunch|grab lunch|grab a"
    r" beer|bother|bug"
    r"|not miss|know|make contact|link up|start with|speak next|find|consult|pick the brain of|pick)"
)
TOWARDS = (
    r"(?:(?:(?:my|her|his|our|their) (?:[a-z-]+ )?[a-z-]+(?= (?:, )?P)|to|with|for|up|out to|in with|into|her|his|their"
    r"|the|a|my|our|old|former|ex|other|great|good|new"
    r"|friend|friends|student|mentee|intern|protégé|lady|husband|flatmate|pal|chum|deputy|assistant|successor"
    r"|predecessor|supervisor|director|editor|producer|lead|rep|contact|colleague|colleagues|coworker"
    r"|co-worker|boss|manager|mentor|contact|pal|buddy|counterpart|cousin|sister|brother|wife|husband|partner"
    r"|teammate|neighbour|neighbor|classmate|roommate|mate|team|head|people|folks|guy|woman|lady|someone"
    r"|somebody|named|called|name|one|this|some|certain|young|second|both|first|of|hers|theirs|from|at|over|there"
    r"|O\d+|R\d+|,|who|'s|and|in|both) ){0,8}"
)
MAKE_KNOWN = (
    r"(?:(?:introduces?|introduced|introducing|intros?|introing|connects?|connected|connecting|hooks?"
    r"|hooked|hooking|links?|linked|linking|puts?|putting|loops?|looped|looping|cced|ccing|cc|refers?"
    r"|referred"
    r"|referring|presents?|presented|presenting|points?|pointed|pointing|directs?|directed|directing|steers?"
    r"|steered|steering|sent"
    r"|sends?|sending|pass(?:es)?|passed|passing|forwards?|forwarded|pairs?|paired|sets?|setting"
    r"|match(?:ed|es)?"
    r"|turned|tipped|handed|hand|bring|bringing|brought|copied|tagged|added|gave) (?:me|us|my name|my cv|my resume)"
    r"|(?:(?<='ll )|(?<=will )|(?<=can )|(?<=could )|(?<= to )|(?<='d )|(?<=would ))(?:introduce|intro|present"
    r"|connect|loop in|cc|put forward|refer)"
    r"|(?:mention|mentioned|mentioning|vouch for|vouched for|put in (?:a|a good) word for|talk up"
    r"|recommend|pass on|pass along) (?:me|us|my name|my cv|my resume)"
    r"|put(?:s|ting)? in (?:a|a good|the) (?:good )?word(?: for me)?|looped in|looping in|loops in|cced"
    r"|ccing|copied in|recommends?|recommended|suggests?|suggested"
    r"|flagged|nominated|vouched for)"
)
ACROSS = (
    r"(?:(?:(?:over|by|via|on) (?:text|email|whatsapp|linkedin|slack|dm|phone)|me|us|you|my name|my cv|my resume"
    r"|along|on|over|up|off|in|out|touch|contact|email|an email"
    r"|a thread|the thread|mail|by|via|over email|through|to|onto|on to|with|towards|toward|about|together"
    r"|also|both|as|copy|copied|back|forward) ){0,5}"
)
DETAILS = (
    r"(?:email|e-mail|number|contact|contacts|details|contact details|contact info|card|business card|phone"
    r"|phone number|info|address|email address|handle|linkedin|profile|cell|mobile|name|names|whatsapp"
    r"|extension|direct line|calendly|calendar)"
)
GIVE = (
    r"(?:gave|gives|give|giving|sent|send|sends|sending|shared|shares|share|sharing|passed|passes|passing"
    r"|forwarded|texted|emailed|dropped|handed|offered|has|got|slipped|scribbled|wrote down|dug up|messaged"
    r"|whatsapped|airdropped|let|jotted down|noted down|scribbled|scribbled down|wrote|put down|took down|supplied"
    r"|provided)"
)

# What makes somebody worth talking to: "would be worth a chat", "is the one to ask", "could help".
WORTHY = (
    r"(?:[^.!?;\n]{0,60}? )?(?:(?:would|might|could|may|'d|is|'s|are|will|should)(?: (?:also|really|probably"
    r"|definitely|well"
    r"|apparently))*(?: be)? (?:(?:also|really|well|a|an|the|so|very|my|her|his|both|all|much) ){0,6}(?:worth|good"
    r" to|good person"
    r"|person for|one for|name for|better bet|safer bet|smarter bet|better contact|better option|better choice"
    r"|right contact|better one"
    r"|obvious person"
    r"|natural person|better person|good people|great people|people to|great to|useful|right person|person to"
    r"|person i|one to|one i|someone to"
    r"|someone i|somebody to"
    r"|somebody i|able to help|a must|great person|best person|next person|better person|perfect person|helpful"
    r"|ideal|good one"
    r"|great one|next stop|good next|great next|next call|hiring|happy to (?:talk|chat|help|meet|speak|answer)"
    r"|looking for|good bet"
    r"|best bet|who i|who you|the one|good shout|better fit|good fit|better placed|best placed|expert|go-to|good"
    r" name|good contact"
    r"|great contact|open to|up for|keen to (?:talk|chat|help|meet)|willing to (?:talk|chat|help|meet)|better to ask)"
    r"|(?:could|can|might|would|may|will|should|'d|'ll) (?:\S+ ){0,2}?(?:help|know more|take my|take a call|talk to"
    r" me|have (?:an?|some|any) (?:\S+ )?(?:openings?|internships?|jobs?|roles?|positions?|projects?|spots?"
    r"|placements?|leads?|ideas?|contacts?|work)"
    r"|have openings|have something|have ideas|have time|be up for|be open to|be willing|be able|point me|tell me"
    r"|answer|love to|give me)"
    r"|knows (?:\S+ ){0,4}?(?:best|more|everyone|everybody|all about|inside out))(?= |$)"
)

# How somebody named just before is to be reached: "drop him a line", "give her a call".
REACH_HER = (
    r"(?:[a-z]+ ){0,2}?(?:drop|give|try|ask|e?mail|call|text|message|ping|ring|contact|hit|meet|dm|write to|talk to"
    r"|speak to|see"
    r"|reach out to|get in touch with|chat to|chat with) (?:her|him|them)(?!\S)"
)

LEAD = (
    r"(?P<lead>(?:(?:,|and|but|so|then|also|plus|oh|um|uh|:|\(|anyway|ok|okay|well|yeah|next|finally|later"
    r"|now|otherwise|else|afterwards|apparently|meanwhile|\d+ [).]|\d+ |\d+\)|[-–—•*>]|(?<![\w)] )(?:(?:on|by"
    r"|this|come|before) )?D\d+ ,|if [^.,;]{1,40},) ){0,4})"
)

POINTING: tuple[tuple[str, str], ...] = (
    (
        "said to reach",
        rf"(?:{SHE} |who )?{ALSO}{SAID} {ALSO}{TO_ME}(?:{REACH} )(?:(?:me|out|in|by|over) ){{0,6}}{TOWARDS}(?={P})",
    ),
    (
        "told about",
        (
            rf"(?:{SHE} |who )?{ALSO}(?:told me about|mentioned|mentioning|pointed to|swears by|recommended"
            rf"|recommends|suggested|suggests"
            rf"|named|named-dropped|said to|says|said|raved about|spoke highly of|sang the praises of"
            rf"|brought up|plugged) {ALSO}(?:that )?{TOWARDS}(?={P}(?! (?:is|was|has|had|'s|just|got|left|will be"
            rf"|are) ?(?:just |now |already |also )?"
            rf"(?:leaving|left|gone|retir|sick|out|away|on leave|moving|mad|angry|difficult|terrible|married"
            rf"|pregnant|dead|got|a nightmare)))"
        ),
    ),
    (
        "introduces",
        (
            rf"(?<!i )(?<!we )(?:(?:{SHE}|who|which|and) )?{ALSO}(?:(?:'ll|will|'d|would|can|could|is|was|are"
            rf"|'s|has|'s going to|going to|offered|offers|offering|promised|agreed|volunteered|said (?:she|he"
            rf"|they) (?:'d|'ll|would|could|will|can)|happy|glad|willing|keen|wants|want|also|then|to|be|try"
            rf"|able|kindly|gonna|about|might|may|already|just|even"
            rf"|has) ){{0,6}}{MAKE_KNOWN} {ACROSS}{TOWARDS}(?={P})"
        ),
    ),
    (
        "gives details",
        (
            rf"(?:(?:{SHE}|who) )?{ALSO}(?:(?:'ll|will|'d|would|can|could|is|going to|offered to|promised to"
            rf"|has) ){{0,6}}{GIVE} (?:(?:me|us|along|on|over|the|a|her|his|their|my|to"
            rf"|me with) ){{0,6}}(?:{DETAILS} )+(?:(?:and|for|of|to) ){{0,6}}(?:{DETAILS} )*(?:for |of |to "
            rf"|: )?{TOWARDS}(?={P})"
        ),
    ),
    (
        "gives somebody's details",
        (
            rf"(?:(?:{SHE}|who) )?{ALSO}(?:(?:'ll|will|'d|would|can|could|is|going to|offered to|promised to"
            rf"|has) ){{0,6}}{GIVE} (?:(?:me|us|along|on|over|the|a"
            rf"|to) ){{0,6}}{TOWARDS}(?={P} (?:, )?(?:\([^()]*\) |(?:at|from|of) O\d+ )?'s? ?{DETAILS})"
        ),
    ),
    (
        "knows and will",
        rf"{SHE} {ALSO}(?:knows|has a friend|is friends with|works with|used to work with|worked with"
        rf"|went to school with) {TOWARDS}"
        rf"(?={P} (?:[^.!?;\n]{{0,50}} )?(?:and|who|,|so|-) (?:(?:she|he|they) )?(?:'ll|will|can|could"
        rf"|offered|promised|is going|'s going|may|might|would)"
        rf" (?:to )?(?:drop|text|message|call|tell|write|sound|nudge|intro|introduce|connect|pass|put|ask|mention"
        rf"|forward|talk|speak|help|ping|email"
        rf"|loop|refer|send|set))",
    ),
    (
        "gave names",
        rf"(?:{SHE} |who )?{ALSO}(?:gave|given|sent|texted|left|offered|handed|listed|wrote down) (?:me "
        rf"|us )?(?:\S+ ){{0,3}}?"
        rf"(?:names?|contacts?|leads?|people|referrals?|intros?|suggestions?)(?: \S+){{0,5}}? (?:: |- |– "
        rf"|— |, |namely |including )"
        rf"(?:{TOWARDS})(?={P})",
    ),
    (
        "will introduce us",
        rf"{TOWARDS}(?={P} (?:[^.!?;\n]{{0,60}} )?(?:she|he|they|P\d+) (?:'ll|will|can|could|'s going to"
        rf"|is going to|offered to|promised to|'d)"
        rf" (?:introduce|connect|link|hook|put|intro|loop) us\b)",
    ),
    (
        "if stuck, ask",
        rf"(?:{SHE} |who )?{ALSO}{SAID} (?:me )?(?:that )?(?:if|when|whenever|in case"
        rf"|for) [^.!?;\n]{{1,40}}? (?:i should |i could"
        rf" |to |just |then )?{REACH} (?:(?:to|with|out|up) )*{TOWARDS}(?={P})",
    ),
    (
        "but she can",
        rf"(?:can't help|couldn't help|can't say|doesn't know|isn't the (?:right )?(?:one|person)"
        rf"|not the right (?:one|person)"
        rf"|not (?:her|his|their) area|no use)(?: (?:me|much|there|herself|himself|for this|on that))* (?:,|but"
        rf"|though|;|:)"
        rf" (?:but )?(?:that )?{TOWARDS}(?={P} (?:[^.!?;\n]{{0,40}} )?(?:can|could|might|may|will|would|does"
        rf"|knows|is|'s)(?!\S))",
    ),
    ("worth", rf"{TOWARDS}(?={P} {WORTHY})"),
    ("said worth", rf"(?:{SHE} |who )?{ALSO}(?:{SAID}|mentioned) (?:me |us )?(?:that )?{TOWARDS}(?={P} {WORTHY})"),
    (
        "said to reach her",
        rf"(?:{SHE} |who )?{ALSO}(?:{SAID}|mentioned) (?:me |us )?(?:that |about )?{TOWARDS}(?={P}"
        rf" (?:[^.!?;\n]{{0,60}} )?"
        rf"(?:,|and|to|so|should|could) {REACH_HER})",
    ),
    (
        "reach her, she said",
        rf"{TOWARDS}(?={P} (?:[^.!?;\n]{{0,60}} )?{SHE} (?:{SAID}) (?:me )?(?:to |i should |i could |i )?{REACH_HER})",
    ),
    (
        "asks for me",
        (
            rf"(?:{SHE} |who )?{ALSO}(?:'ll|will|'d|would|is going to|'s going to|are going to|going to|is gonna"
            rf"|gonna|can|could"
            rf"|offered to|promised to|wants to|agreed to|is happy to|'s happy to|has|already) {ALSO}(?:ask|asked"
            rf"|check with"
            rf"|check if|see if|see whether|find out if|speak to|speak with|talk to|text|email|emailed|texted"
            rf"|message|ping|drop"
            rf"|dropped|write to|wrote to|sound out|mention it to|tell|told|nudge|call|ring|call up|have a word with"
            rf"|put it to"
            rf"|get) {TOWARDS}(?={P} (?:[^.!?;\n]{{0,50}} )?(?:me|my|us|i)(?!\S))"
        ),
    ),
    (
        "there is",
        (
            rf"(?:{SHE} |who )?(?:{SAID} )?(?:me )?(?:that )?(?:there 's|there is|theres|there was|{SHE} has|{SHE}"
            rf" knows) "
            rf"{TOWARDS}(?={P} (?:[^.!?;\n]{{0,60}} )?(?:i|you|we) (?:should|shd|ought to|could|must|can|might|need to"
            rf"|have to|'d better|may want to) )"
        ),
    ),
    (
        "has somebody",
        (
            rf"{SHE} {ALSO}(?:has|knows|works with) {TOWARDS}(?={P} (?:[^.!?;\n]{{0,40}} )?(?:and )?(?:'ll|will|can"
            rf"|could"
            rf"|offered to|promised to|is going to|would) (?:text|email|ask|ping|message|call|introduce|intro"
            rf"|connect|tell"
            rf"|write|put|check|speak|talk) )"
        ),
    ),
    (
        "use my name",
        rf"\"? ?(?:use|drop|mention|say) (?:my name|i sent you) (?:when you|and|if you|to) {ALSO}{REACH}"
        rf" {TOWARDS}(?={P})",
    ),
    ("per", rf"{TOWARDS}(?={P} (?:[^.!?;\n]{{0,60}} )?(?:, )?(?:per|according to) (?:P\d+|her|him|them)(?!\S))"),
    (
        "according to",
        rf"(?:according to|per) (?:P\d+|her|him|them) (?:, )?{TOWARDS}(?={P} (?:is|'s|would|could|might|knows|can"
        rf"|has))",
    ),
    (
        "names",
        (
            r"(?:(?:her|his|their|some|two|three|the|a few|more|other|next|my|best|one) ){0,3}(?:names?|people"
            r"|person|contacts?|leads?"
            r"|list|folks|others?|advice|tips?|route in|way in|next step|next stop|bet|port of call)(?: [a-z'-]+|"
            r" P\d+){0,7} (?:: |is |are |was )"
            rf"(?:also |first |to )?{TOWARDS}(?={P})"
        ),
    ),
    (
        "label",
        (
            rf"(?:(?:next|referrals?|refs?|referred to|intros?|introductions?|names?(?: (?:to|for))?(?: chase"
            rf"| contact| try| follow up| me)?|leads?|next (?:people|person|contacts?|stop|call)"
            rf"|people to (?:talk|see|meet|contact|try)(?: to)?|who next|also (?:try|see|worth|meet|speak to"
            rf"|talk to)|pointers?|contacts?(?: given| suggested| recommended| mentioned| passed on| from (?:her"
            rf"|him))?|suggested (?:contacts?|people)"
            rf"|recommended|suggestions?|rec|recs|recommendations?|connect with|connections?|speak to|talk to"
            rf"|onward) (?:to )?(?:next )?)(?:: |- |– |→ |-> |= |are |is |were )(?={P})"
        ),
    ),
    (
        "coming",
        (
            rf"(?:(?:she|he|they|who|P\d+) )?{ALSO}(?:'s |is |will |'ll )?(?:(?:getting|get|promised|offered"
            rf"|an?|the|her|his|me|making|make|made|doing|do|arranging|sending|got|has|setting up|set up|gave"
            rf"|gives|giving|warm|email|e-) ){{0,6}}(?:intros?|introductions?|referrals?|connections?) (?:to"
            rf"|with) {TOWARDS}(?={P})"
        ),
    ),
    (
        "and to see",
        rf"(?:and|or|, and|,) (?:also )?(?:to )?{REACH} {TOWARDS}(?={P})",
    ),
    (
        "should see",
        (
            rf"{LEAD}(?:(?:i |we |\" you |you )?(?:should|shd|ought to|could|might)|(?:\" )?you must) {ALSO}{REACH}"
            rf" (?:(?:me|out"
            rf"|in) ){{0,6}}{TOWARDS}(?={P})"
        ),
    ),
    (
        "see",
        (
            rf"{LEAD}(?:to )?(?:talk|speak|reach out|contact|chat|get in touch|look up|connect|see|try|meet"
            rf"|touch base|say hi|go see) (?:to |with |up )*{TOWARDS}(?={P})"
        ),
    ),
    ("in copy", rf"(?:{SHE} )?(?:cced|copied in|looped in|has looped in|brought in|is bringing in) {TOWARDS}(?={P})"),
)
THROUGH: tuple[tuple[str, str], ...] = (
    (
        "by",
        (
            rf"(?:(?:we |i |she |he |they )?(?:was |were |got |been |'s )?)(?:(?:warm|kind|email|e-|the|an?"
            rf"|kindly|nice|first|got|my) ){{0,6}}(?:intros?|introductions?|introduced|referral|referred"
            rf"|recommended|connected|connection|suggested|set up|arranged|put in touch|sent(?: my way)?"
            rf"|passed on|recommendation|suggestion|tip|lead|handoff|hooked up|given|flagged|linked up|matched"
            rf"|met(?: (?:her"
            rf"|him|them))?|know(?: (?:her|him|them))?|found(?: (?:her|him|them))?|got (?:her|his"
            rf"|their) (?:name|number|email|contact)|came|contact|got to (?:her|him)|name given|facilitated"
            rf"|made|brokered|organised|organized|heard of (?:her|him)) (?:(?:was|came|made|kindly|to me|by|me"
            rf"|us|over|on) ){{0,6}}(?:by|from|through|via|thanks to|courtesy of|care of|c/o) {TOWARDS}(?={P})"
        ),
    ),
    (
        "via",
        (
            rf"(?:via|(?<!door )(?<!way in )(?<!way )through|courtesy of|by way of|care of|c/o"
            rf"|(?<!say )(?<!said )(?<!sent )(?<!saying )(?<!send )(?<!of )(?<!my"
            rf" )(?<!many )(?<!wrote )(?<!huge )(?<!big )thanks to(?! [^.!?]{{0,60}}(?:- )?(?:sent|posted|mailed))"
            rf"|on the recommendation of"
            rf"|at the suggestion of|on the advice of|friend via|\( from(?= P\d+ \))) {TOWARDS}(?={P}(?! 's (?:door"
            rf"|letterbox|letter box"
            rf"|window|gate|post)))"
        ),
    ),
    (
        "introduced us",
        (
            rf"{TOWARDS}(?={P} (?:(?:at|from|of|in|with) (?:the )?O\d+ |\( [^()]{{0,40}} \) )?(?:had |has "
            rf"|kindly |very kindly |had kindly )*(?:introduced|connected|hooked|linked|set|put|paired|matched"
            rf"|brought|got) (?:us|the two of us)\b)"
        ),
    ),
    (
        "introduced me to her",
        (
            rf"{TOWARDS}(?={P} (?:(?:at|from|of|in|with) (?:the )?O\d+ |\( [^()]{{0,40}} \) )?(?:had |has "
            rf"|kindly |who )*(?:introduced|connected|put|referred|pointed|sent|steered|told|tipped|hooked|led"
            rf"|directed) me (?:(?:in touch|off|up|on|over) ){{0,6}}(?:to|with|towards|about|onto) (?:her|him"
            rf"|them|this)(?! (?:[a-z'-]+ ){{1,4}}?(?:, )?P\d))"
        ),
    ),
    (
        "who introduced",
        (
            rf"(?:who|whom|that) {TOWARDS}(?={P} (?:had |has |kindly )?(?:introduced|connected|put|pointed"
            rf"|referred|sent) me (?:in touch |up )?(?:to|with|towards))"
        ),
    ),
    (
        "made the intro",
        (
            rf"{TOWARDS}(?={P} (?:(?:at|from|of|in|with) (?:the )?O\d+ |\( [^()]{{0,40}} \) )?(?:had |has "
            rf"|kindly |who )*(?:made|did|set up|arranged|brokered|facilitated|organised|organized|set"
            rf"|sorted) (?:(?:the|this|that|it|us|an|our|for|a|warm|up|me) ){{0,6}}(?:intros?|introductions?"
            rf"|connection|it|this|us|meeting|call|up)\b)"
        ),
    ),
    (
        "suggestion",
        (
            rf"(?:on |at |after |following )?{TOWARDS}(?={P} 's? (?:\w+ )?(?:suggestion|recommendation"
            rf"|referral|intro|introduction|rec|idea|doing|contact|tip|advice))"
        ),
    ),
    (
        "gave her name",
        (
            rf"{TOWARDS}(?={P} (?:gave|passed|sent|slipped|texted|forwarded|handed|shared) (?:(?:me|on"
            rf"|along) ){{0,6}}(?:her|his|their) (?:{DETAILS}))"
        ),
    ),
    ("recommended her", rf"{TOWARDS}(?={P} (?:had |has )?(?:recommended|suggested|sent|nominated) (?:her|him|them)\b)"),
    (
        "suggested i talk to her",
        (
            rf"{TOWARDS}(?={P} (?:had |has )?(?:{SAID}) {TO_ME}{REACH} (?:(?:to|with|out|in|up) ){{0,6}}(?:her"
            rf"|him|them)\b)"
        ),
    ),
)
ACT = (
    r"(?:send|shoot|email|mail|call|ask|check|text|ping|message|write|thank|share|forward|ring|phone|reach|get"
    r"|book|schedule|set|arrange|follow up|try|apply|read|look|prep|prepare|draft|update"
    r"|invite|chase|nudge|connect|drop|post|pay|return|give|bring|find|research|submit|finish|sign"
    r"|register|add|circle|touch|reconnect|loop|buy|pick|review|watch|listen|order|tell|let"
    r"|dm|whatsapp|introduce|intro|cc|confirm|cancel|reschedule|propose|suggest|pitch|polish|edit|tailor"
    r"|complete|fill|print|learn|study|practice|practise|rehearse|make|create|build|put|upload"
    r"|attend|join|rsvp|visit|meet|catch|see|talk|speak|chat|grab|have|go|come|do|start|keep|stay|revisit"
    r"|request|reply|respond|answer|congratulate|wish|remind|organise|organize|plan|record"
    r"|download|enrol|enroll|take|bump|report|revise|rewrite|show|lend|compile|collect|gather|decide|note"
    r"|track|tag|subscribe|search|explore|test|run|work|swap|fix|turn|knock|hand|ship|courier|deliver|fax"
    r"|scan|leave|say|contact|dig|figure|carry|renew|wear|pack|memori[sz]e|proofread|translate|photocopy|borrow"
    r"|compare|verify|summari[sz]e|analy[sz]e|apologi[sz]e|recommend|nominate|donate|transfer|upgrade|book)"
)
FIRST_PERSON = r"(?:i|we)"
# What somebody is about to do, where a day ahead follows: "sending her my abstract in two weeks".
DOING = (
    r"sending|emailing|mailing|forwarding|sharing|writing|texting|messaging|ringing|following|checking|dropping|posting"
    r"|returning|bringing|submitting|applying|finishing|drafting|reading|circling|pinging|delivering|lending"
)
OWING: tuple[tuple[str, str], ...] = (
    (
        "remind",
        (
            rf"{LEAD}(?:(?:please|can you|could you|pls|also|and) ){{0,6}}(?:remind|nudge|ping|poke|buzz"
            rf"|prompt|prod) me (?:again )?(?:(?:(?:on|by|at|about|for|this|come|first thing|early|around"
            rf"|in) )?(?:D\d+|T\d+) (?:at T\d+ |T\d+ )?(?:, )?)?(?:that i (?:need|have) to|that i should|about"
            rf"|to|:|that|re|of)?(?= )"
        ),
    ),
    (
        "label",
        (
            rf"{LEAD}(?:my )?(?:todos?|to-dos?|to do(?: list)?|to dos|action items?|actions?|action points?"
            rf"|next steps?|next up|next|follow ups?|followups?|homework|tasks?|my tasks|promised|owed"
            rf"|still to do|things to do|aps?|ai|chase|deliverables?|due)(?: (?:for me|from me|on me|are|is"
            rf"|list|due|by|on|D\d+)){{0,3}} (?:: |- |– |— |→ |-> |= )+(?:to )?"
        ),
    ),
    (
        "reminder",
        (
            rf"{LEAD}(?:reminder|note to self|remember|memo|self|heads up)(?: to self| to myself| for me"
            rf"| for D\d+| D\d+)? (?:: |- |– |to |, |that )+(?:i (?:need|have) to |to )?(?={ACT} )"
        ),
    ),
    ("note to self", rf"{LEAD}(?:reminder|note|memo) to (?:self|myself|me) (?:to )?(?=(?:{ACT}|thank) )"),
    (
        "promised",
        (
            rf"{LEAD}(?P<own>{FIRST_PERSON} |i 've |i have )?{ALSO}(?:(?:promised|agreed|offered|volunteered"
            rf"|committed|vowed|swore|pledged|undertook|am due|'m due|due"
            rf"|have promised)(?: {HER})? (?:(?:that )?(?:i 'd|i would|i 'll|i will|i 'm going to|i could"
            rf"|i can|we 'd|we 'll)|(?(own)to|to(?! (?:\S+ ){{1,3}}(?:me|my|us)\b)))|(?:told {HER}|said|told them both"
            rf"|assured {HER})(?: {HER})? (?:that )?(?:i 'd|i would|i 'll|i will|i 'm going to|i could|i can"
            rf"|we 'd|we 'll)) {ALSO}"
        ),
    ),
    (
        "promised a thing",
        (
            rf"{LEAD}(?:i |i 've |i have )?{ALSO}(?:promised|owe|owes|still owe|'m to send|am to send"
            rf"|still owing|owing) (?={HER}|the |a |my |an )"
        ),
    ),
    (
        "have to",
        (
            rf"{LEAD}(?:(?:{FIRST_PERSON}|i 've|i 'm|i am|that) )?{ALSO}(?:still )?(?:do )?(?:need to|needs to"
            rf"|have to|has to|got to|must|should(?! (?:be an? |have(?!\S)|'ve(?!\S)))|shd|ought to"
            rf"|am supposed to|'m supposed to|supposed to"
            rf"|meant to|'m meant to|'m to|am to|have got to|'ll need to|will need to|'ll have to|gotta"
            rf"|need) {ALSO}(?:remember to |probably )?"
        ),
    ),
    (
        "i have to",
        rf"(?:i|we) {ALSO}(?:need to|have to|must|'ve got to|have got to|got to|owe|had better|'d better) {ALSO}",
    ),
    (
        "will",
        (
            rf"{LEAD}(?:i|we) {ALSO}(?:'ll|will|shall|'m going to|am going to|'re going to|'m gonna|plan to"
            rf"|'m planning to|intend to|aim to|want to|mean to|'m due to|'d better|had better|hope to) {ALSO}"
        ),
    ),
    (
        "will, without i",
        (
            rf"{LEAD}(?:will|going to|gonna|planning to|plan to|plan is to|want to|aiming to"
            rf"|plan :) {ALSO}(?!be |not |\S+ me )(?=[a-z]+ )"
        ),
    ),
    (
        "mind to",
        (
            rf"{LEAD}(?:please )?(?:don't (?:let me )?forget(?: to)?(?! :)|do not forget to|never forget to"
            rf"|make sure(?: to| i| that i)|making sure to|remember(?: to)?(?! P\d+(?! 's))|be sure to|let me"
            rf"|let 's|lets"
            rf"|mustn't forget to|can't forget to|don't want to forget to|it 's on me to|on me to"
            rf"|my job (?:now )?(?:is )?to|up to me to|all that 's left is to|ball 's in my court to|time to"
            rf"|i 'm on the hook to|on the hook to|waiting on me to|my turn to) (?:to )?"
        ),
    ),
    (
        "asked",
        (
            rf"{LEAD}(?:{SHE} |who )?{ALSO}(?:told|asked|wants|wanted|expects|needs|reminded|invited"
            rf"|would like|'d like|requested|said|says) (?:me |that i |i |for me |us )?(?:to |should |could "
            rf"|can )(?={ALSO}(?:follow up|check back|check in|get back|circle back|come back|send|email|call"
            rf"|ping|text|message|ring|call back|try again|write back|touch base|stop by|swing by|drop by"
            rf"|resend|share|forward|reach back|reach out again|keep (?:her|him|them)|let (?:her|him"
            rf"|them) know|update (?:her|him|them)|remind (?:her|him|them)) )"
        ),
    ),
    (
        "wants",
        (
            rf"{LEAD}(?:{SHE} )?(?:wants|asked for|asks for|needs|would like|'d like|requested|is waiting for"
            rf"|is waiting on|is expecting|waiting on|expects) (?!me )(?=[^.!?\n]{{1,60}}(?:by D\d+"
            rf"|i said (?:yes|ok|sure|of course)|i agreed|i promised))"
        ),
    ),
    (
        "again",
        (
            rf"{LEAD}(?:(?:we|we 're|we are|i|i 'm|will|'ll|going to|gonna|are|agreed to|to|so|both|have"
            rf"|plan to|decided to|said we 'd|said we would|said we 'll) ){{0,6}}(?=(?:meet|meeting|talk"
            rf"|talking|speak|speaking|chat|chatting|catch up|catching up|reconnect|reconnecting|call|connect"
            rf"|regroup|get together|getting together|do it|have coffee|grab coffee|coffee"
            rf"|lunch) (?:[^.!?\n,]{{0,25}} )?(?:again|once more)\b[^.!?\n]{{0,30}}D\d+)"
        ),
    ),
    (
        "further meeting",
        (
            rf"{LEAD}(?:(?:we|we 've|we 're|i 've|i have|we have|have|got|booked|scheduled|set up|set|arranged"
            rf"|pencilled in|lined up|agreed on|agreed|planned|fixed) ){{0,6}}(?=(?:(?:an?|the|our|another"
            rf"|follow up|next|second|third|2nd|3rd|in-person|proper|longer) ){{0,6}}(?:second|2nd|third|3rd"
            rf"|follow up|next|another|longer|proper) (?:drinks?|beers?|dinner|breakfast|tea|brunch|pint|call"
            rf"|coffee|meeting|chat|zoom|lunch|conversation|talk"
            rf"|session|catchup|one|interview)[^.!?\n,]{{0,40}}D\d+)"
        ),
    ),
    (
        "do",
        (
            rf"{LEAD}(?:please )?(?={ACT}(?: back| in| out| up| base| again| over| by)? (?:{HER}|my|the|a|an"
            rf"|to|with|for|on|in|by|about|if|when|D\d+|back|again|at|some|O\d+|O\d+ 's|R\d+|V\d+|his|their"
            rf"|our|up|out|over|off|more|that|this|those|these|\d+|thank|thanks|linkedin|[a-z'-]+)(?: |$)"
            rf"|(?:follow up|check back|check in|circle back|try again|call back|reconnect|apply|rsvp"
            rf"|touch base)(?: |$))"
        ),
    ),
    (
        "sending",
        (
            rf"{LEAD}(?:i 'm |i am |am |will be |i 'll be )?(?=(?:{DOING}) (?:{HER}|my|the|a|an|to|with|up|in|on|back)"
            rf" [^.!?\n]{{0,60}}D\d)"
        ),
    ),
    (
        "thank note",
        rf"{LEAD}(?=thank (?:you|yous)?(?: (?:email|note|card|letter|message|text))? (?:by |on |for |to {HER} )?D\d+)",
    ),
)
PROMISING = (
    rf"(?:{SHE}|who) {ALSO}(?:(?:'ll|will|'s going to|is going to|are going to|offered to|offers to"
    rf"|promised to|agreed to|said (?:that )?(?:she|he|they) (?:'d|'ll|would|will|could|can)|says (?:she|he"
    rf"|they) 'll|volunteered to|is happy to|'s happy to|can|could|is sending|'s sending|is forwarding"
    rf"|wants to|would) )"
)
ADVISING = (
    rf"(?:(?<!i )(?<!just )(?!wanted to (?:note|log|record|say|share|add|let))(?:{SHE} "
    rf"|who )?{ALSO}(?:{SAID}) (?:me |that |to |us )*(?:i|we|you|me to|to|that i|that you"
    rf"|(?=(?:reading|applying|learning|getting|taking|looking|joining|doing|building|starting|focusing|focussing"
    rf"|trying|keeping)\b|(?!thank){ACT} (?!{HER}|P\d)))\b(?! (?:was|had|am|'m|did|have been))"
    rf"|(?:key )?(?:takeaways?|advice|tips?"
    rf"|lessons?|learned|learnt|insights?|main points?|top tip|biggest tip) (?::|-|–|is|was))"
)

KINDS: tuple[tuple[Does, tuple[tuple[str, str], ...]], ...] = (
    (Does.THROUGH, THROUGH),
    (Does.POINT, POINTING),
    (Does.OWE, OWING),
    (
        Does.ADVISE,
        (
            ("advise", ADVISING),
            (
                "advises",
                (
                    rf"(?:{SHE} |her |his |their )?{ALSO}(?:suggested|suggests|suggestions?|recommended|recommends"
                    rf"|recommendations?|advised|said|advice|tips?)(?: was| were| are| is| me| to)* ?:"
                ),
            ),
        ),
    ),
    (Does.PROMISE, (("promise", PROMISING),)),
)
CUES = [(does, name, re.compile(rf"(?<!\S)(?:{pattern})")) for does, cues in KINDS for name, pattern in cues]
# An act's word that is here a thing: "call with P", "email sent", "thank you".
NOUN = re.compile(
    r"wish me|(?:call|colou?r|consider) me (?:[a-z-]+ ){1,3}but|add (?:these|those|the following|this lot|all these)"
    r"|intro (?:to|with) (?:\S+ ){1,4}(?:coming|on its way|promised)|follow up (?:sent|email|message|note"
    r"|done|out|went|was)|post (?:V\d+|O\d+|conference|event|interview"
    r"|lunch|call|meeting|fair)|(?:phone|contact|ping|learn"
    r"|nudge|whatsapp|call|chat|talk|zoom|meet|text|message|email|coffee|lunch|visit|show|catch"
    r"|book|test|report"
    r"|request|search|study|update|answer|reply|response|invite|order|review|draft|pitch|note|record|post"
    r"|share|register|check|run|walk|sit|work|practice|plan|mail|ring|lead|start|stop|set|act) (?:with"
    r"|from|sent|suggested|given|today|T\d+|was|is|went|\(|:|-|moved|booked|confirmed|set|scheduled|and|up with|at O\d+"
    r"|for D\d+|for T\d+)(?!\S)"
    r"|(?:thank|thanks) you|note (?:for|to)(?!\S)|add (?!her|him|them|my|a note|the)|put (?:on|down|P)|keep P"
    r"|keep (?:[a-z]+ )?in mind|save P|note P|(?:phone|whatsapp|text|email|message|dm|video|zoom|call"
    r"|chat|meet|mail|intro|connect|prep|test|work|review) (?:conversation|chat|call|interview|screen"
    r"|screening|exchange|thread|back-and-forth|meeting|catchup|appointment|session|intro|reply|response"
    r"|today|this)|(?:phone|call|chat|talk|text|email|message|video|zoom|meet|catch|dm) (?:(?!back|her"
    r"|him|them|P\d)\S+ ){0,2}with(?!\S)|phone (?:call|chat|interview)|email (?:to|thanks)(?!\S)"
    r"|message (?:to)(?!\S)|(?:talk|have|do) (?:was|a (?:call|chat|meeting|zoom|coffee)|i)(?!\S)"
)
PLANS = {"will", "will, without i", "do", "have to"}
PLANNED = re.compile(
    r"(?:be (?:calling|meeting|seeing|having|visiting|speaking|talking|grabbing|chatting|catching|joining"
    r"|interviewing|shadowing|sitting|doing)|(?:have|grab|get|do|be having|be on) (?:(?:a|an|my|the|our|some"
    r"|quick|second|first|short|phone|video|zoom|proper) ){0,6}(?:coffee|lunch|call|chat|tea|dinner|drinks?"
    r"|breakfast|brunch|meeting|zoom|interview|conversation|catchup|talk|session|appointment|beer|pint)|meet"
    r"|(?:go (?:to |and )?)?(?:see|visit)|speak|talk|chat|sit down|catch up|shadow|interview"
    r"|zoom) ?(?:\S+ ){0,6}?(?:P\d+|R\d+|someone"
    r"|somebody|with)"
)
# What makes "I have to" somebody else's word, or a condition.
SOMEBODY_ELSES = re.compile(
    r"(?<!\S)(?:said|says|thinks|thought|told me|that|if|when|what|whether|where|which|reckons|suggested"
    r"|things|all|why|how|who|whatever|because|feels|believes) (?:\S+ )?$"
)
# A sentence's end, a line's, a dash, or a bullet.
HARD = re.compile(r"(?<!\S)(?:[.!?…;\n]|[-–—•·|*>]+|\.\.+|→|←|->|=>|\( (?:\d{1,2}|[a-f]) \)|\d{1,2} [.)](?= ))(?!\S)")
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
    "reach her, she said",
    "per",
    "names",
    "use my name",
    "have to",
    "wants",
    "should see",
    "promised",
    "promised a thing",
    "mind to",
    "sending",
}
BEFORE_OPENING = re.compile(
    r"(?:^|[.!?…;\n:,()\-–—•·|*>/\"→✅☕☎✉⭐☺❤\U0001f300-\U0001faff]|(?<!\S)(?:and|but|so|then|also|um|uh|because"
    r"|plus|oh|okay|ok"
    r"|\d+ ?[).]|who|which|that|now|anyway|well|yeah|today|D\d+|T\d+)) ?$"
)
