"""What kind of note a message is: the first thing it reports decides, a talk that took place overrules."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.capture.channel import GATHERING, MEAL
from bot.capture.clauses import Clause, Does
from bot.capture.dates import Side
from bot.capture.mentions import Scene
from bot.capture.model import Intent

ADJ = r"(?:(?:a|an|the|my|our|his|her|another|one|first|second|third|1st|2nd|3rd|last|quick|great|good|nice|lovely|long|short|brief|really|super|very|fun|wonderful|amazing|helpful|interesting|fascinating|fantastic|fab|brilliant|productive|casual|virtual|informal|informational|info|intro|introductory|impromptu|unexpected|random|lengthy|proper|second|follow|up|follow-up|zoom|video|phone|skype|teams|slack|whatsapp|facetime|google|linkedin|in-person|morning|afternoon|evening|early|late|working|group|team|catchup|catch|exploratory|initial|formal|networking|mentor|mentoring|alumni|career|office|hour|minutes|30|15|20|45|\d+|minute|min|half|of|some|so|such|this|that|hearty|cheeky|tasty|excellent|insightful|inspiring|delightful|bit|surprisingly|decent|awkward|weird|tough|frank|honest|candid|deep|wide-ranging|two-hour|hour-long|overdue|long-overdue|V\d+|O\d+) ){0,6}"
SESSION = rf"(?:{MEAL}|coffee chat|phone call|call|calls|phoner|zoom|facetime|skype|chat|chats|conversation|conversations|talk|catchup|catch up|meeting|meetings|1:1|interview|informational|informational interview|sit-down|sit down|hangout|huddle|webex|google meet|session|walk|stroll|hike|tour|visit|site visit|appointment|date|slot|time|discussion|word|exchange|debrief|shadow day|office hours|chinwag|natter|chin-wag|phone chat|videocall|video call|video chat|video|teams|dm chat|email exchange|mentoring session|intro|screening call|demo|drop-in|coffee date|gossip|mentorship session|run|jog|game of [a-z]+|round of golf|panel chat|info chat|meet and greet|hello)"
SOMEBODY = r"(?:P\d+|R\d+|someone|somebody|an? (?:[a-z'-]+ ){0,3}?(?:person|guy|woman|lady|man|alum|alumna|alumnus|recruiter|editor|producer|rep|manager|designer|engineer|nurse|lawyer|journalist|professor|teacher|stranger|contact|friend)|the (?:[a-z'-]+ ){0,3}?(?:team|recruiter|editor|producer|folks|people|guy|woman|lady|manager|head|owner|founder)|(?:a few|two|three|some|several|lots of|many|\d+) (?:[a-z'-]+ ){0,2}?(?:people|alumni|alums|recruiters|folks|producers|editors|designers|engineers|students|contacts)|people|folks|alumni|recruiters|(?:her|him|them)(?! (?:a|the)\b)|(?:my|her|his) (?:[a-z'-]+ ){0,3}?(?:friend|boss|manager|mentor|cousin|uncle|aunt|neighbour|neighbor|professor|advisor|adviser|colleague|dad|mom|mum|mother|father|sister|brother|contact))"
DET = r"(?:(?:the|a|an|my|our|his|her|their|up|with|to|from|old|former|ex|fellow|one|of|both|O\d+|O\d+ 's|R\d+|,|friend|friends|boss|colleague|manager|mentor|neighbour|neighbor|cousin|cousin 's|aunt 's|uncle 's|dad 's|mum 's|mom 's|sister 's|brother 's|friend 's|roommate 's|wife 's|husband 's|alum|alumna|alumnus|alumni|recruiter|hiring|new|finally|briefly|again|that|this|classmate|coworker|professor|lovely|great|amazing|wonderful|legendary|famous|brilliant|kind|nice|D\d+|T\d+|woman|guy|man|lady|person|named|called|name|'s|over|on|at|in|about|for|long|quick|phone|zoom|\S+) ){0,6}?"
WITH = rf"(?:with|to|and|from|:|,|-|–|—|\(|@|at O\d+|D\d+|T\d+|re|about) {DET}{SOMEBODY}"


NAMED = re.compile(r"(?<!\S)P\d+(?!\S)")


@dataclass(frozen=True, slots=True)
class Cue:
    """Where a kind of event is told."""

    start: int
    intent: Intent
    firm: bool  # told by a verb, not only named


def _w(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{text})(?!\S)")


THANKS = _w(
    r"thanked|(?:sent|wrote|emailed|mailed|texted|messaged|dropped|posted|delivered|left|gave|brought|shot|fired off|dashed off|got|did|finished|handed|hand-delivered|popped|whatsapped|dmed|put|slipped|typed|submitted|finally sent|baked|bought)"
    r" (?:(?!\.|!)\S+ ){0,9}?(?:thanks|thank you|thank yous|thank-you|thank|thanking|gratitude|appreciation)|(?:thank you|thank yous|thank you 's|thanks|thank|appreciation) (?:(?:an?|the|everyone|everybody|from|panel|to|P\d+|and|for|her|him|them|his|D\d+|quick|handwritten|hand-written|from|me|at O\d+|\( O\d+ \)|,) ){0,6}(?:note|notes|email|emails|card|cards|letter|letters|message|messages|text|texts|dm|dms|gift|flowers|line|lines)?s? ?(?:(?:to|for|P\d+|her|him|them|and|at|from|of|with|the|O\d+|,|\(|\)|all|three|both|is|was|has|been|now|just|also|are|were|by|email|D\d+|R\d+) ){0,6}(?:sent|done|mailed|posted|written|delivered|emailed|out|dispatched|off|✅|✓|complete|completed|ticked|in the post|in the mail|on its way|gone|went out)"
    r"|said (?:(?:a|big|my|huge|proper) ){0,6}(?:thanks|thank you)|to say (?:(?:a|big|my|huge) ){0,6}(?:thanks|thank you)|(?:expressed|conveyed|passed on) (?:my )?(?:thanks|gratitude|appreciation)|P\d+ (?:has been |was |is |officially |duly )*thanked|thanks sent|showed my appreciation|told (?:P\d+|her|him|them) (?:how|thanks|thank you)|as (?:a )?(?:thanks|thank you)|(?:flowers|gift|card|chocolates|cookies|bouquet|basket|bottle) (?:(?:sent|to|for|P\d+|delivered) )+(?:as thanks|thank you)|^thank you (?:note|email|card|letter|text|message)s? (?:to|for) P\d+"
)
THANKS_TOO = _w(
    r"(?:\S+ed|left|gave|sent|brought|wrote|took|rang|shot|made|bought|got|put|went) (?:(?!\.|!|\?)\S+ ){0,12}?(?:to thank|to say (?:thanks|thank you|cheers|ta)|thanking|my thanks|by way of thanks|in thanks|as thanks|cheers-\S+|gracias|merci|danke|grazie|obrigad[oa]|arigato)"
    r"|(?:cheers\S*|thanks-\S+|thank-\S+) (?:note|email|card|text|message|dm|letter)s? (?:sent|to|done|posted|mailed)|(?:thank you|thanks|thank) (?:note|email|card|text|message|dm|letter)s? .{0,60}(?:sent|done|✅|✔|☑|👍|✓)"
)
ASKING_THANKS = _w(r"(?:need|needs|want|have|got|remind me|forgot|forget|meaning|should|must|going|supposed|will|'ll|owe|ought|remember|about|yet|time|plan|hope|intend) (?:to )?(?:\S+ )?(?:to )?thank")
TALK_TOO = _w(
    r"(?:was|were|got|been) (?:kindly |warmly |very kindly )?(?:received|welcomed|hosted|interviewed|greeted|seen|shown around|given a tour|met|visited|introduced|treated|taken (?:out|to|for|around)|mentored|coached|briefed|quizzed) by"
    r"|(?:met|joined|saw|hosted|welcomed|received|greeted|treated|visited|interviewed) (?:with )?(?:me|us)(?! (?:to|a|if|whether)\b)|had (?:me|us) (?:in|over|round|up|for|at|on|along|sit|shadow)|(?:stopped|dropped|swung|popped|came|went) (?:by|in on|in to see|into|over to|round to|round|to see|around to) (?:\S+ ){0,4}?P\d+|called (?:in )?(?:on|upon) P\d+|paid (?:P\d+|her|him|a visit)"
    r"|(?:grabbed|got|had|stole|snatched|managed|snuck|sneaked|spent|shared) (?:\S+ ){0,5}?(?:minutes|hour|hours|word|moment|moments|time|session|sit-down|day|morning|afternoon|evening) (?:\S+ ){0,2}?(?:with|together|talking|chatting)|got (?:chatting|talking|speaking|chatty)|(?:chatting|talking|speaking) (?:with|to) P\d+|ended up (?:sitting|talking|chatting|next)|(?:gisted|yarned|nattered|chinwagged|gabbed|jammed|rapped|conferred|kibitzed|schmoozed|chewed the fat|shot the breeze|broke bread|huddled|had a yarn|had a natter|had a gist|had a chinwag|had a chin-wag|had words|hashed out|talked shop|bonded|hit it off|clicked) (?:with|for|over|about|and|together|at)|done with (?:my|the|our)|(?:fresh|just) (?:off|out of|back)|exchanged by email|(?:long|great|good|nice|lovely|quick|short|wonderful|brilliant) (?:[a-z]+ ){0,2}?(?:call|chat|talk|conversation|lunch|coffee|meeting|session) (?:with|to)"
    r"|(?:she|he|they|P\d+) (?:walked|talked|took|guided|ran|led) (?:me|us) (?:through|around|to|out|for)|my (?:first|second|third|final|last) (?:\S+ )?(?:call|meeting|coffee|chat|conversation|session|lunch) with|(?:met|spoke|talked|chatted|saw) (?:with |to )?[:\n]"
)
ANSWERED = _w(r"replied|wrote back|written back|emailed back|texted back|answered|got back to me|heard back|heard from|responded|(?:got|received) (?:\S+ ){0,4}?(?:email|reply|message|text|dm|call|note|letter) from")
ACCEPTED = _w(r"(?:said yes|accepted|agreed|confirmed|can do|can meet|can talk|is free|'s free|up for it|is game|up for|works for|happy with|good for|said (?:she|he|they) can|okayed|ok'd|rsvped)")
HOLDS_PAST = _w(r"(?:was|went|had|told|said|learned|learnt|great|helpful|talked|spoke|chatted|discussed)")
TALK = _w(
    rf"(?:met|meet) (?:up )?(?:with )?{DET}{SOMEBODY}|(?:spoke|talked|chatted|conversed|gabbed|had words|checked in|touched base|brainstormed|traded stories|swapped stories|swapped notes|corresponded|commiserated|vibed) (?:[a-z]+ )?(?:to|with|at) {DET}{SOMEBODY}|(?:speaking|talking|chatting) (?:to|with) {DET}{SOMEBODY} (?:D\d+|today|just now|at|was|about)"
    rf"|(?:caught up|reconnected|caught) (?:again )?(?:over {MEAL} )?(?:with )?(?:\S+ ){{0,2}}?{SOMEBODY}|caught up|reconnected|(?:ran|bumped) into|ran across|came across {SOMEBODY}|(?:got|hopped|jumped|came|stepped|just|am|'m|getting|coming) (?:off|on|out of|outta|back from) {ADJ}{SESSION}|(?:hung up|off the phone|on the phone|got through) (?:with|to)|on the phone with"
    rf"|(?:had|have had|'ve had|having had|did|done|took|grabbed|shared|enjoyed|finished|wrapped|wrapped up|ended|completed|got|held|managed|snagged|scored|squeezed in|nabbed|survived|attended|went (?:for|to|out for|on)|been (?:for|to|on)|joined|split|ate|drank|sipped|stole|bagged|landed|made it to|just had|back from|fresh off|fresh from|straight from|out of|treated P\d+ to|bought P\d+) (?:(?:up|off|with|in|on|out|me|a|that|my|the|it|finally) ){{0,6}}{ADJ}{SESSION}(?: (?!(?:booked|scheduled|lined|set|confirmed|planned|on the (?:books|calendar)|coming|for|next|in the diary|pencilled)\b)|$)"
    rf"|had {SOMEBODY} (?:on the|over|round|for)|(?:zoomed|facetimed|skyped|video-called|video called|video chatted|interviewed|shadowed|visited|toured|cornered|saw|buttonholed|hosted|sat down|sat next to|sat beside|sat with|sat in on|walked|hiked|strolled|lunched|dined|brunched|breakfasted|connected|hung out|got together|got to (?:meet|chat|talk|speak|know|sit)|was introduced to|got introduced to|were introduced|shook hands|exchanged|huddled|rode|drove|travelled|traveled|flew|played|jogged|ran with|golfed|queued|spent|picked P\d+ 's|quizzed|grilled|pinned down|got hold of|got ahold of|had over) (?!(?:requests?|our slot|to get|a (?:note|letter|card))\b)(?:[a-z0-9'-]+ ){{0,7}}?(?:with|to|P\d+|R\d+|someone|down|around|her|him|them|next)"
    rf"|(?:in conversation|deep in conversation|long talk|nice talk|good talk) with|(?:finally|just) (?:met|spoke|talked)|conversation went|call went|chat went|(?:coffee|lunch|call|chat|meeting|zoom|interview|conversation|it) (?:with {DET}{SOMEBODY} )?(?:\S+ ){{0,4}}?(?:was|went|done|finished|ran|lasted|over|wrapped|happened|turned out|in the books|complete|completed|ended)(?! (?:moved|set|booked|scheduled|confirmed|rescheduled|postponed|cancelled|by|up)\b)"
    rf"|invited me (?:in|over|up) and|let me shadow|showed me (?:around|round)|gave me (?:a tour|ten|five|fifteen|twenty|thirty|half|\d+|an hour|some|her time|his time|great|good|solid|honest|advice|feedback|the low)|took me (?:to|out|for|around)|told me|bought me|we (?:spoke|talked|met|chatted|caught up|discussed|had|ended up|got talking|connected|covered|went over|went through|bonded|compared|emailed back|texted back|swapped|sat|walked|clicked)"
    rf"|(?:picked|pick) (?:P\d+|her|his) (?:'s )?brain|got talking|struck up|fell into conversation|message thread with|back and forth with|back-and-forth with|exchanged (?:emails|messages|texts|dms|numbers|cards|notes|letters|voice notes)|traded (?:emails|messages|texts)|swapped (?:emails|messages|texts|numbers|dms)"
)
INBOUND = _w(
    r"heard (?:back )?from|heard back|(?:finally )?got back to me|(?:replied|wrote|written|emailed|answered|responded|called|rang|phoned|texted|messaged|pinged|dmed|got|came|returned|mailed|whatsapped|facetimed|zoomed|hit) (?:(?:me|us|my|to|the|right|straight|her|his) ){0,6}(?:back|me(?! (?:to )?(?:a|an|the|her|his)\b)|us|my (?:email|dm|message|call|text|note|voicemail|inmail|letter|linkedin|whatsapp|follow|cold|mail))"
    r"|P\d+ (?:(?:at|from|of) O\d+ |\( [^()]{0,30} \) |, R\d+ (?:at O\d+ )?, )?(?:(?:finally|just|actually|has|already|kindly|very|quickly|even) ){0,6}(?:replied|answered|responded|wrote back|accepted|said|says|reached out|got in touch|dropped by|stopped by|swung by|gave me|told me|offered|called|rang|texted|emailed|messaged|pinged|picked up|introduced|explained|walked me|showed me|talked me|shared|thinks|suggested|recommended|advised|passed on|put me|connected me|popped|approached|found me|hit me up|liked my|dmed|phoned|wrote|invited me|agreed to an interview|came by|sent me|sent over|sent back|answers|left me|returned|reviewed|looked over|read my|went through|gave feedback|asked (?:me|for|about|if|how)|wants|told)"
    r"|(?:got|received|have|had|woke up to|just got|getting|saw) (?:(?:a|an|the|my|some|lovely|nice|quick|long|great|kind|really|first|short|warm|surprise|unexpected|detailed|super|very|sweet|friendly|out of the blue) ){0,6}(?:reply|replies|response|answer|email|text|message|dm|call|note|letter|voicemail|voice note|inmail|linkedin message|callback|call back|phone call|yes|word|voice message) (?:(?:back|today|D\d+|out of the blue|over|on|in|via|linkedin|my|inbox) ){0,6}(?:from|by)"
    r"|(?:reply|response|answer|email|text|message|dm|call|note|letter|voicemail|linkedin message|inmail|inbound|incoming|callback|voice note|inbound call|inbound email|missed call) (?:back )?from (?!me\b)|(?:she|he|they) (?:(?:just|finally|actually|already|then|even|kindly|quickly|immediately|too|also) ){0,6}(?:replied|answered|responded|wrote back|picked up|called back|texted back|emailed back|got back|said|says|told me|came back|accepted|agreed|gave me|suggested|recommended|offered|sent me|was (?:\S+ )?(?:nice|kind|helpful|generous|lovely|great|friendly|sweet|warm|happy|keen))"
    r"|got (?:an? )?(?:answer|reply|response)|and (?:got|had) (?:a|an) (?:\S+ )?(?:answer|reply|response|chat|conversation|yes)|accepted my (?:request|invite|invitation|connection)|said yes|said (?:he|she|they) (?:'d|would|could|can|will|'ll)|we (?:had|chatted|talked|spoke)|(?:reached|reaches) out to me|got in touch with me|(?:contacted|approached|found|looked) me|came up to me|surprise call|called out of|cold call from"
)
PLAN = _w(
    rf"(?:scheduled|scheduling|booked|booking|set up|setting up|lined up|lining up|arranged|arranging|confirmed|confirming|rescheduled|rescheduling|rebooked|reschedule|penciled|pencilled|penciled in|pencilled in|fixed|locked in|locked down|nailed down|finalised|finalized|organised|organized|agreed (?:on|to)|settled on|moved|pushed|bumped|postponed|shifted|planned|penned in|calendared|brought forward)"
    rf" (?:(?!\.|!|\?|;)\S+ ){{0,8}}?(?:{SESSION}|to (?:meet|talk|speak|chat|call|D\d+)|P\d+|D\d+|visit|in)|(?:booked|scheduled|confirmed|it 's on|we 're on|we are on|all set|locked in|^set|on the (?:books|calendar)|in the (?:diary|calendar|books)|upcoming|save the date|coming up|next up) (?:(?::|-|–|—|!|,|for|with|in) )+|(?:is|are|'s|'re|now|been|was|got) (?:(?:now|all|officially|finally|tentatively|just|back) ){{0,6}}(?:set|scheduled|booked|confirmed|lined up|on|fixed|arranged|happening|rescheduled|moved|pushed|locked in|on the calendar|in the diary|in the calendar|postponed) (?:(?:for|to|up|with|in|on) ){{0,6}}(?:D\d+|T\d+|{SOMEBODY})"
    rf"|(?:agreed|offered|is free|'s free|is available|can do|can make|happy|wants|said yes|up for|down|game|invited me|asked me|is able|able|proposed|suggested|promised me) (?:(?:to|for|on|a|an|the) ){{0,6}}(?:(?:meet|talk|speak|chat|call|see me|give me|{SESSION}|D\d+|T\d+|do) ?)+(?:[^.!?]{{0,50}}?(?:D\d+|T\d+))?|(?:i 'm|i am|we 're|we are|i 'll be|i will be|'ll be|will be|gonna be|am|'m) (?:(?:finally|also|actually|going to be) ){{0,6}}(?:having|grabbing|meeting|seeing|getting|doing|going|visiting|speaking|talking|chatting|catching|interviewing|shadowing|hopping|jumping|joining|zooming|calling|facetiming|skyping|sitting|touring|lunching|dining|popping|dropping|stopping|heading|taking|attending|walking|hosting|off to)"
    rf"|^(?:(?:ok|so|hey|finally|now|also|yes|yay|woo|guess what|great news|good news|update|wow|,|!|D\d+|T\d+|:|-) ){{0,6}}(?:meeting(?! with)|seeing|having|grabbing|getting|visiting|speaking|talking|chatting|catching up|interviewing|shadowing|zooming|facetiming|joining|doing|sitting|touring|heading|going|will (?:meet|see|be|have|speak|talk|grab|call)|to meet|due to (?:meet|speak|talk|see|call)|off to) (?:\S+ ){{0,6}}?(?:P\d+|R\d+|someone|{SESSION})|(?:i|we) (?:'ll|will|'m going to|am going to|shall) (?:be )?(?:meet|see|have|grab|get|speak|talk|chat|zoom|catch|visit|do|go|call|sit|interview|shadow|join)(?:ing)? (?:\S+ ){{0,6}}?(?:D\d+|T\d+|P\d+|{SESSION})"
    rf"|(?:i 've|i have|i|we 've|we have|we|have|has|got|i 've got|there 's|'ve got) (?:got )?{ADJ}{SESSION}(?: (?:\S+ ){{0,9}}?)?(?:D\d+|T\d+|lined up|booked|scheduled|coming up|set up|next|on the calendar|in the diary)|^(?:set|on|fixed|confirmed|booked) for (?:D\d+|T\d+)|{SESSION} (?:(?:is|'s|now|still|back) )?on for (?:D\d+|T\d+)|on for (?:D\d+|T\d+|{SESSION})|calendar invite|sent (?:me )?(?:a|an|the) (?:calendar |zoom |meeting )?(?:invite|link) for|put (?:us|it|me) (?:down|in) for|due to (?:meet|speak|talk|see)|slated|(?:said yes|agreed) to (?:a|an|the|my) {ADJ}{SESSION}|(?:set|due|scheduled|slated|booked|going|down) to (?:meet|see|shadow|visit|speak|talk|interview|tour|have|join|call|sit)|accepted my (?:calendar|meeting) invite|(?:my|our) (?:\S+ ){{0,3}}?(?:{SESSION}) (?:\S+ ){{0,6}}?(?:is|'s|will be|moved|got moved|has been moved|got pushed|was moved|moves|takes place|happens)|i see {SOMEBODY}|i meet (?:with )?{SOMEBODY}"
)
OUT = _w(
    r"(?:emailed|mailed|e-mailed|messaged|texted|dmed|pinged|called|rang|phoned|dialled|dialed|wrote|written|contacted|nudged|chased|bumped|poked|prodded|inmailed|whatsapped|slacked|cold-emailed|cold-called|cold-messaged|cold-dmed|reached out|followed up|followed-up|circled back|checked in|approached|invited|requested|applied|asked|tried|begged|pitched|resent|re-sent|left(?= .{0,30}(?:voicemail|message|note|card|number))|sent|shot|dropped|flicked|lobbed|slid|whizzed|zapped|zipped|popped|fired off|submitted|posted|connected|added|hit up|introduced myself|got in touch|touched base|put in|tapped|queried|buzzed|wrote off|written to|tagged|replied to|responded to|answered|forwarded|tweeted|cold called|cold emailed|mailed off|pestered|hounded|knocked|faxed|slid into|commented|put out|handed in|filled in|filled out|requested to connect|gave P\d+ a (?:call|ring|bell|buzz))"
    r" (?!me\b|us\b|back\b(?! to))(?:(?!\.|!|\?|;)\S+ ){0,12}?(?:P\d+|R\d+|someone|somebody|people|alumni|alums|her|him|them|recruiters?|editor|manager|team|desk|producer|folks|O\d+|office|contacts?|professor|director)"
    r"|(?:no|still no|zero|awaiting|awaiting a|waiting (?:on|for)(?: a)?|not a|never got a|didn't get a|haven't had a|without a|have yet to (?:get|hear)|without) (?:\S+ ){0,2}?(?:response|reply|answer|word|news|callback|luck|joy|dice|word back)|no (?:answer|reply|response|luck|joy)|(?:haven't|hasn't|have not|not|never|didn't|yet to|nothing|has not|no word) (?:yet |ever )?(?:heard|hear|replied|reply|answered|answer|responded|respond|got back|written back|back|called back|picked up|pick up)|nothing back|radio silence|crickets|ghosted|left (?:a|her|him|another|them|P\d+) (?:\S+ )?(?:voicemail|message|note|vm)|voicemail(?! from)|straight to voicemail|went to voicemail|(?:second|third|another|2nd|3rd|first|final|last) (?:follow up|nudge|email|attempt|try|ping|message) (?:to|with)|waiting to hear|awaiting (?:her|his|their|a|reply|response)"
    r"|(?:email|message|dm|text|note|connection request|connect request|invite|inmail|request|cv|resume|portfolio|letter|linkedin request|linkedin message|follow up|cold email|intro email|application|voicemail|ask|pitch|query|nudge) (?:(?:email|note|message|now|just|request|to|for|O\d+ 's|the|P\d+|,|at|from|of|O\d+|\(|\)|and|R\d+|@) ){0,6}(?:sent|out|submitted|fired off|away|delivered|off|in)|sent (?:off )?(?:(?:a|an|my|the|another|quick|short|follow|up|cold|intro|second|first|D\d+|over) ){0,6}(?:email|message|note|dm|text|request|cv|resume|invite|letter|portfolio)|^(?:cold )?(?:email|message|dm|linkedin message|text|connection request|cold email|outreach|reached out|voicemail|ping|nudge|invite|linkedin request|whatsapp)s? (?:(?::|to|for|-) )+(?:\S+ ){0,4}?P\d+"
)
NOTHING_BACK = _w(r"no (?:answer|reply|response|luck|pick up|joy|word|show)(?: (?:yet|so far|though))?|(?:still|yet) (?:waiting|nothing)|nothing back|voicemail(?! from)|haven't heard|hasn't (?:replied|answered|responded|gotten back|got back|written back)|no one picked up|nobody answered|didn't (?:pick up|answer|reply|respond)|crickets|ghosted|radio silence|waiting (?:to hear|for|on)|unanswered|left on read|rang out|busy signal|engaged|fingers crossed|awaiting|no word|yet to (?:hear|reply)|bounced|seen but")
NAMED_SESSION = _w(rf"(?:\d+|half an|an|ten|five|fifteen|twenty|thirty|forty) (?:minutes|hours?|mins) (?:chat |call |talk )?with {DET}{SOMEBODY}|{SESSION} (?:(?:is|'s|now|still|back) )?on for (?:D\d+|T\d+)|" rf"{ADJ}{SESSION} ?(?:(?:with|w|:|,|-|–|—|and|\(|D\d+|T\d+|for|about|today|at V\d+|on|over|at O\d+|in V\d+|both|group) ){{0,6}}(?:(?:with|:|,|-|–|—|\() )?{DET}{SOMEBODY}|{SOMEBODY} (?:(?:\( [^()]*\)|at O\d+|from O\d+|of O\d+|,|-|–|—|O\d+|R\d+|:|/|@|for|the|T\d+|D\d+|on|over|in|and|a|re) ){{0,6}}{ADJ}{SESSION}|^{ADJ}{SESSION} (?:D\d+|T\d+|:|-)|{GATHERING} (?:with|:|-|–) (?:\S+ ){{0,3}}?P\d+|{SOMEBODY} (?:at|@|,|-) (?:the )?(?:\S+ )?{GATHERING}")
CONTACT = _w(r"(?:add|save|store|jot down|note down|put down|write down|keep|remember|file|new|adding|saving|record|log|park|bookmark|pop|stick|enter|register|create|list|track)(?: (?:a|an|the|this|my|new|down|in mind|for later|to my list|:|-|as))* (?:contacts?|lead|person|name|people|connection|prospect|alum)?|(?:new|potential|prospective|possible|future|useful|another) (?:contact|lead|person|connection|name|alum|prospect|mentor|referee|source|guest|interviewee|ally|sponsor|adviser|advisor|speaker|collaborator|employer|friend)|contact :|name :|someone to (?:talk|speak|reach|contact|meet|email|look)|(?:worth|should|want to) (?:talking|contacting|keeping|remembering|meeting)|to contact|'s (?:number|email|phone|cell|address|mobile|linkedin|birthday|new|assistant|contact|direct|handle|extension|website|pronouns)|(?:is|was|got|been|just|has been|'s) (?:(?:now|just|been|finally|recently|officially) ){0,6}(?:promoted|hired|appointed|named|laid off|fired|leaving|moving|retiring|retired|joining|on (?:leave|maternity|sabbatical)|starting|made|elected)|(?:left|joined|leaves|joins|moved to|started at|switched to|works at|works for|quit|became|moves to|starts at|has left|has joined|has moved|had a baby|got married|got engaged|is back|changed jobs|got a new job|landed a job|retired|is at|is with|now at|now works)")


OPENS_WITH_COMPANY = re.compile(rf"(?:[-•*] )?(?:(?!add|save|contact|keep|remember|note|new|to|for)\S+ ){{1,6}}?(?:with|w|con|avec|mit) {DET}{SOMEBODY}(?!\S)")
BARE_SESSION = re.compile(rf"(?:[-•*] )?(?:(?:D\d+|T\d+|today|just|done|finished|,|:|-|–) ){{0,6}}{ADJ}{SESSION}(?: (?:with|D\d+|T\d+|today|at|on|in|V\d+|over|via|zoom|teams|skype|google|meet|facetime|phone|her|his|their|my|office|place|the|done|complete|just|now|,|:|for|\d+|minutes|hour|at O\d+|call|chat|-|–|[^\w\s]))* ?$")


# What did not take place is news about somebody, until a new day is named.
CANCELLED = _w(r"cancel|cancels|cancelled|canceled|cancelling|called off|call off|fell through|didn't happen|did not happen|no-show|no show|stood me up|bailed(?: on me)?|flaked")


def decide(scene: Scene, found: Sequence[Clause], today: date, now_minutes: int) -> tuple[Intent, tuple[int, int]]:
    """The intent of a message already known to be a note, and the part of the line that shows it."""
    line = scene.line
    cues = sorted(_cues(scene, found, today, now_minutes), key=lambda c: c.start)
    if not cues and found and found[0].does is Does.TELL and OPENS_WITH_COMPANY.match(line):
        # "merienda with P0": whatever it is called, it was had with somebody.
        ahead = _ahead(scene, 0, found[0].end, today, now_minutes) if found else None
        return (Intent.MEETING_SCHEDULED if ahead else Intent.CONVERSATION), (0, len(line))
    if not cues:
        return _without_cue(scene, found), (0, len(line))
    first = cues[0]
    intent = first.intent
    if CANCELLED.search(line) and not _event_ahead(scene, found, today, now_minutes):
        return Intent.CONTACT_ONLY, (0, len(line))
    firm = [c.intent for c in cues if c.firm]
    if intent is Intent.OUTREACH_SENT and Intent.CONVERSATION in firm and not NOTHING_BACK.search(line):
        intent = Intent.CONVERSATION
    elif intent in {Intent.MEETING_SCHEDULED, Intent.CONTACT_ONLY} and Intent.CONVERSATION in firm:
        intent = Intent.CONVERSATION
    elif intent is Intent.CONTACT_ONLY and len(firm) > 1:
        intent = firm[1]
    elif intent is Intent.THANKS_SENT and Intent.CONVERSATION in firm and _talk_of_its_own(scene, cues):
        intent = Intent.CONVERSATION
    elif intent is Intent.CONVERSATION and not first.firm and Intent.THANKS_SENT in firm and Intent.CONVERSATION not in firm:
        intent = Intent.THANKS_SENT
    if (
        intent is Intent.CONVERSATION
        and ACCEPTED.search(line, first.start)
        and not ANSWERED.search(line)
        and not TALK.search(line)
        and not TALK_TOO.search(line)
        and _event_ahead(scene, found, today, now_minutes)
    ):
        intent = Intent.MEETING_SCHEDULED
    if intent is Intent.CONVERSATION and NOTHING_BACK.search(line) and Intent.OUTREACH_SENT in firm and not TALK.search(line):
        intent = Intent.OUTREACH_SENT
    if intent is Intent.OUTREACH_SENT and Intent.THANKS_SENT in firm:
        intent = Intent.THANKS_SENT
    shown = next((c for c in cues if c.intent is intent), first)
    return intent, (shown.start, len(line))


def _talk_of_its_own(scene: Scene, cues: Sequence[Cue]) -> bool:
    """A talk beside the thanks, not the one they are for: "thanked P for the coffee we had" has none."""
    thanks = next(c for c in cues if c.intent is Intent.THANKS_SENT)
    for cue in cues:
        if cue.intent is Intent.CONVERSATION and cue.firm and cue.start != thanks.start:
            between = scene.line[min(thanks.start, cue.start) : max(thanks.start, cue.start)]
            if re.search(r"(?<!\S)[.!?;\n](?!\S)", between) or (cue.start < thanks.start):
                return True
    return False


def _cues(scene: Scene, found: Sequence[Clause], today: date, now_minutes: int) -> Iterator[Cue]:
    line = scene.line
    for clause in found:
        if clause.does in {Does.OWE}:
            continue
        start, end = (clause.body if clause.does is Does.THROUGH else clause.start), clause.end
        if clause.does is not Does.TELL and clause.does is not Does.THROUGH:
            if clause.does in {Does.POINT, Does.PROMISE, Does.ADVISE}:
                yield from _promise_cues(scene, clause, today)
            continue
        for match in [*THANKS.finditer(line, start, end), *THANKS_TOO.finditer(line, start, end)]:
            if not ASKING_THANKS.search(line, max(start, match.start() - 30), match.end()):
                yield Cue(match.start(), Intent.THANKS_SENT, True)
        for match in PLAN.finditer(line, start, end):
            if not _all_past(scene, start, end, today):
                yield Cue(match.start(), Intent.MEETING_SCHEDULED, True)
        if not clause.start and ACCEPTED.search(line, start, end) and _event_ahead(scene, found, today, now_minutes):
            yield Cue(start + 1, Intent.MEETING_SCHEDULED, True)
        for match in [*TALK.finditer(line, start, end), *TALK_TOO.finditer(line, start, end)]:
            if not _negated(line, match.start()) and _ahead(scene, start, end, today, now_minutes, firm=True) is not True:
                yield Cue(match.start(), Intent.CONVERSATION, True)
        for match in INBOUND.finditer(line, start, end):
            if not _negated(line, match.start()):
                yield Cue(match.start(), Intent.CONVERSATION, True)
        for match in OUT.finditer(line, start, end):
            yield Cue(match.start(), Intent.OUTREACH_SENT, True)
        for match in NAMED_SESSION.finditer(line, start, end):
            ahead = _ahead(scene, start, end, today, now_minutes)
            yield Cue(match.start() + 1, Intent.MEETING_SCHEDULED if ahead else Intent.CONVERSATION, False)
        if BARE_SESSION.match(line[start:end].strip()):
            ahead = _ahead(scene, start, end, today, now_minutes)
            yield Cue(start, Intent.MEETING_SCHEDULED if ahead else Intent.CONVERSATION, False)
        for match in CONTACT.finditer(line, start, end):
            if not line[:match.start()].strip(" -•*:,") or NAMED.search(line, start, match.start()):
                yield Cue(match.start(), Intent.CONTACT_ONLY, True)


def _promise_cues(scene: Scene, clause: Clause, today: date) -> Iterator[Cue]:
    """ "P0 agreed to meet D0" plans; "she said …" shows that a talk took place."""
    words = scene.line[clause.start : clause.end]
    if re.match(r"(?:\S+ ){0,3}?(?:agreed|offered|is happy|'s happy|can|said (?:she|he|they) can|is free|is going|'s going|volunteered) (?:to )?(?:meet|talk|chat|do|speak|call|see|make|host|give me)", words):
        yield Cue(clause.start, Intent.MEETING_SCHEDULED, True)
    elif clause.does in {Does.POINT, Does.ADVISE} and clause.cue not in {"label", "see", "worth", "should see", "coming"}:
        yield Cue(clause.start + 2, Intent.CONVERSATION, True)
    else:
        yield Cue(clause.start + 3, Intent.CONVERSATION, False)


def _negated(line: str, at: int) -> bool:
    return bool(re.search(r"(?:didn't|never|haven't|hasn't|not|couldn't|can't|won't|wasn't|no|without|before we|until we|if we|when we|yet to|would have|could have|almost|nearly|in case we|hope we|haven't yet|after we|since we) (?:yet |actually |even )?$", line[max(0, at - 24) : at]))


# From which minute of the day a part of it can have been: "this evening" said at noon lies ahead.
PART_BEGINS = {"afternoon": 12 * 60, "evening": 17 * 60, "eve": 17 * 60}


def _all_past(scene: Scene, start: int, end: int, today: date) -> bool:
    marks = re.findall(r"(?<!\S)D\d+(?!\S)", scene.line[start:end])
    return bool(marks) and all(side_of(scene, m, today) is Side.PAST for m in marks)


def _event_ahead(scene: Scene, found: Sequence[Clause], today: date, now_minutes: int) -> bool:
    """Whether the clauses that tell name a day or a time that lies ahead."""
    return any(_ahead(scene, c.start, c.end, today, now_minutes) for c in found if c.does in {Does.TELL, Does.THROUGH, Does.PROMISE})


def _ahead(scene: Scene, start: int, end: int, today: date, now_minutes: int, *, firm: bool = False) -> bool | None:
    """Whether the days of a clause lie ahead: None where there is none. `firm`: only days that cannot be past."""
    marks = re.findall(r"(?<!\S)[DT]\d+(?!\S)", scene.line[start:end])
    rest = re.findall(r"(?<!\S)[DT]\d+(?!\S)", scene.line[end : end + 14]) if not marks else []
    verdict: bool | None = None
    for mark in marks or rest:
        if mark.startswith("T"):
            continue
        side = side_of(scene, mark, today)
        clock = next((scene.clocks[m] for m in marks if m.startswith("T")), None)
        if side is Side.FUTURE:
            return True
        if side is Side.PAST:
            return False
        if scene.days[mark].on(today, ahead=True) == today:
            begins = PART_BEGINS.get(scene.message.tokens[scene.days[mark].last - 1].plain, 0)
            starts = clock.at.hour * 60 + clock.at.minute if clock else begins
            verdict = starts > now_minutes if starts else None
        elif firm:
            verdict = None
        else:
            verdict = clock is not None or _nearer_ahead(scene, mark, today)
    if verdict is None and not firm and not [m for m in marks if m.startswith("D")]:
        clock = next((scene.clocks[m] for m in marks if m.startswith("T")), None)
        if clock is not None and clock.at.hour * 60 + clock.at.minute > now_minutes:
            return True
    return verdict


def side_of(scene: Scene, mark: str, today: date) -> Side:
    """On which side of today a day lies, where its words settle it ("this Friday" depends on today)."""
    day = scene.days[mark]
    if day.side is not Side.EITHER:
        return day.side
    back, on = day.on(today, ahead=False), day.on(today, ahead=True)
    if back is not None and back == on and on != today:
        return Side.FUTURE if on > today else Side.PAST
    return Side.EITHER


def _nearer_ahead(scene: Scene, mark: str, today: date) -> bool:
    """Whether a day of the month or year is nearer ahead than behind; weekdays alone look back."""
    day = scene.days[mark]
    back, on = day.on(today, ahead=False), day.on(today, ahead=True)
    if back is None or on is None or (on - back).days <= 7:
        return False
    return (on - today) < (today - back)


def _without_cue(scene: Scene, found: Sequence[Clause]) -> Intent:
    # "I should really network more" is a sigh; a thing to do has a person, a day, or was asked to be kept.
    owes = any(
        c.does is Does.OWE and (c.cue not in {"have to", "i have to", "will", "do"} or re.search(r"D\d", scene.line[c.start : c.end]))
        for c in found
    )
    points = any(c.does in {Does.POINT, Does.ADVISE, Does.PROMISE} for c in found)
    named = any(mark.startswith("P") for mark in scene.named)
    if points and named:
        return Intent.CONVERSATION
    if named or owes:
        return Intent.CONTACT_ONLY
    return Intent.NONE
