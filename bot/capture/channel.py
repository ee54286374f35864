"""By which medium an exchange went, from the clauses that tell of it."""

import re

from bot.capture.model import Channel, Intent

MEAL = (
    r"(?:coffee|espressos?|lattes?|cappuccinos?|flat whites?|matcha|chai|tea|boba|lunch|dinner|breakfast|brunch"
    r"|supper|drinks?|beers?|pints?|cocktails?|wine|ramen|pho|tacos|sushi|pizza|burgers?|tapas|curry"
    r"|noodles|dim sum|mezze|dumplings|ice cream|gelato|a bite"
    r"|snacks?|cake|pastries|croissants?|bagels?|sandwich(?:es)?|bbq|barbecue|cider|whisky|whiskey"
    r"|prosecco|happy hour|cuppa|brew|kopi|smoothies?|juice|kebabs?|falafel|oysters|aperitivo|aperol|cha"
    r"|yum cha|pancakes|donuts|doughnuts|food|meal|a meal|ate|eating|hot chocolate|cortado|mate|poke"
    r"|jollof|biryani|empanadas|pierogi|bibimbap|kbbq|hotpot|hot pot|fika|cafecito|cafezinho|cafecitos"
    r"|merienda|meryenda|apéro|apero|tiffin|kaffee|kaffeeklatsch|café au lait|filter coffee|bubble tea"
    r"|high tea|elevenses|tapas bar|braai|asado|shawarma|arepas|pupusas|suya|pepper soup|banh mi|laksa"
    r"|roti|dosa|thali|mimosas|spritz|negronis?|margaritas?|a jar|yerba|wings|nachos|sundowners?|bevvies"
    r"|bevvy|scran|kebab|chai latte|mocha|frappe|americano|cold brew|vermouth|vermut|glühwein|mulled wine|sherry"
    r"|raki|ouzo"
    r"|soju|makgeolli|mezcal|tequila|gin and tonics?|g&ts?|schnapps|grappa|limoncello|tereré|kombucha|lassi|horchata"
    r"|karak|champagne|cava|sangria|stout|guinness|ales?|lager|pisco|caipirinhas?|mojitos?|martinis?|nightcap"
    r"|schnitzel|currywurst|fondue|raclette|paella|risotto|pasta|gnocchi|lasagne|bento|udon|soba|gyoza|satay|nasi lemak"
    r"|tagine|couscous|hummus|waffles|crepes|crêpes|gyros|souvlaki|baklava|churros|ceviche|pintxos|smørrebrød"
    r"|cinnamon buns?|scones|fish and chips|sunday roast|barbie|street food|hawker food|poutine|pastéis|gözleme|meze)"
)
EATERY = (
    r"(?:café|cafe|coffee shop|coffeehouse|coffee house|pub|bar|restaurant|bistro|diner|brasserie|tavern"
    r"|pizzeria|trattoria|teahouse|tearoom|canteen|cafeteria|bakery|brewery|taproom|wine bar|beer garden"
    r"|starbucks|costa|pret|philz|nando 's|tim hortons|dunkin|peet 's|blue bottle|izakaya|taqueria|food court"
    r"|food truck|deli)"
)
GATHERING = (
    r"(?:conference|conf|convention|congress|summit|symposium|expo|fair|job fair|career fair|careers fair"
    r"|book fair|trade show|mixer|meetup|reception|gala|party|panel|reunion|workshop|seminar|webinar"
    r"|festival|fest|hackathon|open house|open day|(?:networking|careers?|industry|alumni|film|press|quiz"
    r"|charity|club|recruiting|recruitment|open|company|women 's|founders|founder|startup|tech|trivia"
    r"|poetry|game|awards|opening|community|milan|fresher|freshers|milonga|student|intro|mentor"
    r"|mentoring) (?:event|night|evening|lunch|dinner|breakfast|drinks|coffee|session|thing|hour|mixer)"
    r"|event|exhibition|premiere|screening|launch|vernissage|opening night|book launch|lecture|keynote"
    r"|info session|information session|awards?|ceremony|retreat|offsite|bootcamp|training|course"
    r"|masterclass|wedding|christening|funeral|fundraiser|town hall meeting|roundtable|demo day"
    r"|pitch night|hackday|camp|alumni (?:night|event|drinks|dinner|day|weekend)|homecoming|graduation"
    r"|orientation|poster session|book club|bookclub|picnic|barbecue party|colloquium|unconference|forum"
    r"|assembly|soirée|soiree|get-together|social|recital|concert|match|tournament|marathon|parade|ball"
    r"|banquet|book signing|signing|reading|bbq party|potluck|cookout|tasting|show|trade fair|q&a|talk at"
    r"|happy hour)"
)
VIDEO = (
    r"(?:zoom|zoomed|zooming|video|video call|video chat|videocall|vc|virtual|virtually|teams|ms teams"
    r"|facetime|facetimed|skype|skyped|google meet|gmeet|meet call|over meet|on meet|via meet|webex|hangouts?"
    r"|google hangouts?|jitsi|whereby|bluejeans|huddle|vidcall|video-call|videoconference|video conference"
    r"|on camera|screen share|discord call|duo)"
)
CALL = (
    r"(?:call|calls|called|calling|phone|phoned|phoner|phone call|telephone|rang|ring|ringing|hung up"
    r"|voicemail|voicemails|voice mail|dialled|dialed|📞|☎|☎️|📱|by phone|on the blower|cold called|cold-called"
    r"|mobile|landline|left a message with|missed call|answering machine|facetime audio|on the line"
    r"|got off the phone|(?:gave|give|gives|giving) (?:me|us|her|him|them|P\d+) an? (?:quick )?(?:bell|ring|buzz"
    r"|tinkle))"
)
EMAIL = (
    r"(?:email|emails|emailed|emailing|mailed|mail|per mail|inbox|📧|✉|✉️|cold email|cold emailed|cold-emailed"
    r"|cold-email|newsletter reply|gmail|outlook)"
)
MESSAGE = (
    r"(?:text|texts|texted|texting|message|messages|messaged|messaging|dm|dms|dmed|dming|linkedin|inmail"
    r"|inmailed|whatsapps?|whatsapped|slack|slacked|telegram|signal|wechat|kakao|kakaotalk|instagram|twitter"
    r"|facebook|messenger|discord|imessage|sms|snapchat|viber|x dm|bluesky|mastodon|threads|tiktok|reddit"
    r"|connection requests?|connect request|invite on linkedin|💬|on x|handshake|voice note|voicenote)"
)
OTHER = (
    r"(?:(?<!cover )(?<!offer )(?<!reference )(?<!recommendation )letter|card|cards|postcard|flowers|bouquet|gift"
    r"|present|chocolates?|handwritten|hand-written|by post"
    r"|in the post|posted|parcel|package|box of|bottle of|basket|plant|cookies|cake|gift card|voucher"
    r"|book as a thank|snail mail|💐|🎁|fruit basket|tin of|mailed a|dropped off|courier|orchid|tulips|roses"
    r"|hamper)"
)
MEETING = (
    r"(?:met|meet|meeting|meetings|meet up|met up|1:1|in person|in-person|face to face|face-to-face|f2f"
    r"|ran into|bumped into|saw|seeing|see|office|studio|visit|visited|visiting|walk|walked|walking|hike"
    r"|hiked|stopped by|dropped by|swung by|popped in|popped by|came by|sat down|sit-down|sit down"
    r"|shadowed|shadowing|shadow day|toured|tour|class|lab|sat next to|sat with|sat beside|sat in on"
    r"|hung out|hang out|caught .* (?:in the|on the|at the)|stroll|drop-in|appointment|cornered"
    r"|on the train|on the bus|on the plane|on a flight|in the lift|in the elevator|in the hallway"
    r"|in the street|gym|office hours|library|campus|church|mosque|temple|playground|school gate|queue"
    r"|in line|at work|park|site visit|newsroom|her desk|his desk|hallway|corridor|ran across|come across"
    r"|run into|neighbour|neighbor|shared a cab|shared a table|jog|run with|ran with|golf|tennis|climbing"
    r"|yoga|beach|hospital|clinic|warehouse|factory|workshop tour|seated|seat|face time with"
    r"|round the corner|drove|lift home|ride|bench|pool|court|coworking|hq|headquarters|in at (?:her|his"
    r"|their)|calling (?:up)?on|called (?:up)?on|received by|hosted by|had me (?:in|over|round)|her place"
    r"|his place|their place|showed me (?:a)?round|shown (?:a)?round|on the tram|on the ferry|on the metro"
    r"|on the subway"
    r"|(?:at|in|round|to|around) (?:her|his|their|P\d+ 's) (?:[a-z-]+ )?(?:vineyard|farm|house|home|gallery|barn|flat"
    r"|apartment|garden|shop|store|kitchen|cottage|boat|allotment|ranch|workspace|atelier|showroom|stall|salon|winery"
    r"|estate|theatre|theater|school|building|ward|surgery|chambers|parish|garage|premises|darkroom|bench|plant))"
)


def _word(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{pattern})(?!\S)")


# A gathering by its own name: "PyCon PL", "SXSW", "Web Summit", "Design Week".
CONGRESS = (
    rf"\b{GATHERING}\b|con\b|\bsxsw\b|\bces\b|\bgdc\b|\b20\d\d\b|\bweek\b|\bdavos\b|biennale\b|berlinale"
    rf"|\bcannes\b|\bsundance\b|\btiff\b|conf\b|fest\b|\bdays?\b|\bdisrupt\b|\bted\w*\b|expo\b"
)
# Where no verb says how it was sent, the thing sent may.
LOOSELY = (
    (Channel.EMAIL, _word(r"e?mails?|inbox|📧|✉️?")),
    (
        Channel.MESSAGE,
        _word(
            r"linkedin|inmail|whatsapp|dms?|telegram|signal|instagram|twitter|facebook|messenger|slack|discord"
            r"|sms|wechat|(?:thank you|thanks|a|quick|short) (?:text|message)|(?:text|message) to"
            r"|(?:connection|connect|linkedin|friend) requests?|💬"
        ),
    ),
    (
        Channel.CALL,
        _word(
            r"voicemails?|call|phone|mobile|cell|landline|(?:P\d+|her|his|their) (?:'s )?(?:office |direct "
            r"|work |desk |home )?(?:line|extension|phone"
            r"|mobile|cell)|📞"
        ),
    ),
    (Channel.OTHER, _word(OTHER)),
)
# A gathering named by a meal is a gathering; a written word that only speaks of a call is a written word.
COMPOUND = _word(
    r"(?:dinner|cocktail|christmas|holiday|house|birthday|garden|tea|office|launch|leaving|wrap|lunch|pizza"
    r"|block|engagement|new year 's) part(?:y|ies)|(?:drinks|wine|coffee|champagne) reception"
    r"|food (?:expo|fair|festival|show)|networking (?:lunch|dinner|breakfast|drinks|coffee|brunch)|alumni (?:drinks"
    r"|dinner|lunch|breakfast"
    r"|brunch|happy hour)|(?:industry|welcome|team) (?:drinks|dinner|happy hour)|lunch and learn|lunch panel"
    r"|(?:wedding|charity|gala|awards|conference) (?:dinner|lunch|reception|breakfast)|gala"
)
VIDEO_CUE = _word(VIDEO)
NOT_VIDEO = _word(
    r"(?:video|film|tv|game) (?:editor|producer|games?|essays?|journalist|production|reel|team|designer"
    r"|artist)|(?:O\d+|the) teams|(?:both|their|two|other|our|different|ads|sales|news|design) teams"
    r"|zoom (?:engineer|recruiter|lens)|(?:my|new|the|a|her|his) video(?: (?:reel|project|essay"
    r"|link))?(?= (?:by|on|about|project|essay|link|and|,|\.))"
)
SPECIFIC = (
    (
        Channel.COFFEE,
        _word(
            rf"{MEAL}|(?:at|in|to|from) (?:(?:a|an|the|her|his|their|some|that|my|our"
            rf"|this) )?(?:[a-z'-]+ ){{0,2}}?{EATERY}"
        ),
    ),
    (Channel.CALL, _word(CALL)),
    (Channel.EMAIL, _word(EMAIL)),
    (Channel.MESSAGE, _word(MESSAGE)),
)
WRITTEN = re.compile(
    rf"(?<!\S)(?:(?P<email>emailed|(?:per|by|via) mail|cold-emailed|cold emailed|mailed(?! (?:a|her a|him a"
    rf"|them a|P\d+ an?|the)(?!\S))"
    rf"|email (?:sent|to|from)|(?:sent|wrote|shot|fired off|dropped|got|drafted|answered|replied to"
    rf"|reply to|by|via|over|per|through|send|received) (?:(?:P\d+|her|him|them|a|an|another|quick|short"
    rf"|cold|my|the|thank|you|thanks|intro|follow|up|first|second|long|nice|polite|gentle|brief|of|back"
    rf"|their|his|second|note|of) ){{0,6}}e?mails?|e-mail)"
    rf"|(?P<message>texted|messaged|dmed|whatsapped|inmailed|slacked|pinged (?:(?:P\d+|her|him"
    rf"|them) )?(?:(?:at|from|of|with) O\d+ )?(?:again )?(?:on|via|over) {MESSAGE}|(?:on|via|over|by"
    rf"|through|in|sent|got|wrote|a|another|quick|short|my|new|of) (?:(?:a|an|the|quick|P\d+|her|him|them"
    rf"|another|short|long|thank|you|thanks|connection|nice|new|reply|O\d+|follow|up|private|direct|his"
    rf"|their) ){{0,6}}{MESSAGE})"
    rf"|(?P<call>called|phoned|rang|dialled|dialed|cold-called|cold called|voicemail|left (?:(?:a|her|him"
    rf"|another|P\d+|them) ){{0,6}}(?:voicemail|message|voice message)|tried calling|tried ringing"
    rf"|gave .{{1,20}} a (?:call|ring|bell|buzz|tinkle)|on the phone|by phone|over the phone|phone call"
    rf"|tried (?:her|his|their) (?:mobile|cell|phone|number|desk))"
    rf"|(?P<other>{OTHER}|(?:gave|brought|bought|baked|delivered|made|knitted) (?:P\d+|her|him|them) (?:a"
    rf"|an|some|the|two|my))"
    rf"|(?P<video>over zoom|on zoom|via zoom|by zoom))(?!\S)"
)
AT_VENUE = _word(
    r"(?:at|during|after|before|outside|following) (?:(?:the|a|her|his|their|last|this|our|my|an"
    r"|O\d+ 's) ){0,6}V\d+"
)
OPENS_AT_VENUE = _word(r"at V\d+ i|^at V\d+|^V\d+ (?:O\d+ )?:")
GATHERING_CUE = _word(rf"{GATHERING}s?|festivals|parties")
NOT_GATHERING = _word(
    r"(?:guy|woman|man|lady|person|someone|somebody|girl|boy|friend|colleague|alum|one|company|startup|firm|place"
    r"|bar|café|cafe"
    r"|thing|book|app|student) called(?! (?:me|us)(?!\S))|(?<!a )(?<!the )(?<!phone )(?<!zoom )(?<!our )(?<!my"
    r" )call(?:ed|ing)? (?:up)?on(?! [DT]\d)|(?:party|event|events"
    r"|festival|conference|show|course|training|social|talk"
    r"|panel) (?:planner|manager|coordinator|producer|director|media|runner|assistant|designer|worker"
    r"|programmer|programming|lead|officer|organi[sz]er)s?|(?:runs|organi[sz]es|plans|produces|does|manages"
    r"|works in|about|in|social|my|a|the) (?:events|festivals|shows|courses|training|workshops|conferences"
    r"|parties|social media|course)|social (?:media|work|worker|impact|justice|policy)|career in \S+"
    r"|talk show|reality show|matching|show me|workshop idea"
)
# A calling card changes hands in person.
OWN_CARD = _word(r"(?:my|her|his|their|business|swapped|exchanged|traded) cards?")
OTHER_CUE = _word(OTHER)
MEETING_CUE = _word(MEETING)


def of(intent: Intent, telling: str, venue_text: str) -> tuple[Channel | None, str]:
    """The channel of an event told in `telling` (part of the plain line), and the words that say so.

    `venue_text` are the words of the venues and events named in it.
    """
    if intent in {Intent.OUTREACH_SENT, Intent.THANKS_SENT}:
        return _written(telling, intent)
    return _exchange(telling, venue_text, patient=intent is Intent.MEETING_SCHEDULED)


def _written(telling: str, intent: Intent) -> tuple[Channel | None, str]:
    matches = list(WRITTEN.finditer(telling))
    order = (
        ["other", "email", "message", "call", "video"]
        if intent is Intent.THANKS_SENT
        else ["email", "message", "call", "video", "other"]
    )
    kinds = {m.lastgroup: m for m in reversed(matches) if m.lastgroup}
    if intent is Intent.OUTREACH_SENT and matches:
        # The first medium said is the one used: "called, then emailed".
        order = [matches[0].lastgroup or "", *order]
    for kind in order:
        if kind in kinds:
            return Channel(kind), kinds[kind][0]
    for part in re.split(r"(?<!\S)[.!?\n](?!\S)", telling)[:3]:
        hits = [(m.start(), kind, m[0]) for kind, cue in LOOSELY if (m := cue.search(part))]
        if hits or re.search(r"(?<!\S)P\d", part):
            return (min(hits)[1], min(hits)[2]) if hits else (None, "")
    return None, ""


def _exchange(telling: str, venue_text: str, *, patient: bool) -> tuple[Channel | None, str]:
    """The first part that names a medium; `patient`: a bare "meeting" waits for what later parts say."""
    meeting: tuple[Channel | None, str] = (None, "")
    for part in re.split(r"(?<!\S)[.!?\n](?!\S)", telling):
        found = _in_part(part, venue_text, planned=patient)
        if found[0] is Channel.MEETING and patient:
            meeting = meeting if meeting[0] else found
        elif found[0] is not None:
            return found
    return meeting


def _in_part(part: str, venue_text: str, *, planned: bool) -> tuple[Channel | None, str]:
    plain = NOT_GATHERING.sub(" ", part)
    if match := COMPOUND.search(plain):
        return Channel.EVENT, match[0]
    if match := VIDEO_CUE.search(NOT_VIDEO.sub(" ", part)):
        return Channel.VIDEO, match[0]
    hits = [(m.start(), number, kind, m[0]) for number, (kind, cue) in enumerate(SPECIFIC) if (m := cue.search(plain))]
    if planned:
        # "texted: coffee's moved to Thursday": how it was arranged is not how it will be held.
        hits = [hit for hit in hits if hit[2] not in {Channel.EMAIL, Channel.MESSAGE}] or hits
    if hits:
        _, _, kind, words = min(hits)
        return kind, words
    if match := GATHERING_CUE.search(plain):
        return Channel.EVENT, match[0]
    if (match := OPENS_AT_VENUE.search(part)) and re.search(CONGRESS, venue_text):
        return Channel.EVENT, match[0]
    if match := AT_VENUE.search(part):
        if re.search(rf"\b{EATERY}\b|\bcoffee\b|\bhotel\b", venue_text):
            return Channel.COFFEE, match[0]
        if re.search(CONGRESS, venue_text):
            return Channel.EVENT, match[0]
    if re.search(rf"\b{EATERY}\b", venue_text) and re.search(r"(?<!\S)[,(] V\d+(?!\S)", part):
        return Channel.COFFEE, "V0"
    if (
        re.search(rf"\b{GATHERING}\b", venue_text)
        and not re.search(rf"\b{EATERY}\b", venue_text)
        and re.search(r"(?<!\S)V\d+(?!\S)", part)
    ):
        return Channel.EVENT, "V0"
    if match := OTHER_CUE.search(OWN_CARD.sub(" ", part)):
        return Channel.OTHER, match[0]
    if match := MEETING_CUE.search(part):
        return Channel.MEETING, match[0]
    return None, ""
