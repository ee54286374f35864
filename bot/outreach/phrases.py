"""The phrases by which the checker knows what a first message says; each is looked for in one sentence."""

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


SOURCE = _any(
    r"\b[A-Z]\w+ (?:mentioned|said|told me)(?: to me)?(?: that)? you\b",
    r"gave me your (?:name|number|address|contact|email|e-mail)",
    r"(?:suggested|recommended|advised|thought|said)(?: that)?(?: to me)? (?:I|me|we)(?: should| could| "
    r"might)? ?(?:to )?(?:contact|write|talk|speak|call|ask|get in touch|reach|email|e-mail|message|connect|"
    r"meet|try|turn)\w*",
    r"(?:told|asked|encouraged|urged) me (?:to (?:contact|write|talk|speak|call|get in touch|reach|email|"
    r"message|ask)|about you)",
    r"(?:pointed|referred|sent|directed) me to(?:wards)? you|(?:pointed|sent) me your way|put (?:me|us) in touch",
    r"(?:suggestion|recommendation|advice) of \w+|at \w+(?: \w+)?['’]s? (?:suggestion|recommendation)",
    r"\b(?:found|came across|saw|noticed|got|have|discovered|spotted|took|heard|read) your (?:name|profile|"
    r"details|address|contact|work|article|talk|film|book|paper|piece|post|page|interview|podcast|byline|"
    r"portfolio|lecture|blog|column|research|thread|exhibition)",
    r"\b(?:found|came across|saw|heard|noticed|read about|read of|discovered|met|listened to|watched) you\b",
    r"\byour name (?:came up|is in|was|in|on|caught|appears)",
    r"\b(?:read|saw|watched|heard|attended|enjoyed|loved|listened to) (?:your|the) .{0,40}\b(?:in|on|at|from)\b",
    r"\bwe (?:met|spoke|were both|have .{0,20} in common|share)|(?:mutual|common) (?:friend|contact|"
    r"acquaintance|connection)",
    r"\b(?:alumni|alumnae) (?:directory|list|network|page|office|database|association)|fellow (?:\w+ )?(?:alum\w*|"
    r"graduate|student)",
    r"\bcredits of|\bbyline|\bstaff page|\bthrough (?:the|my|our) \w+",
)  # fmt: skip
STATUS = _any(
    r"\b(?:leaving|left) \w+ (?:for|to|after)\b|\b\w+ major\b",
    r"\b(?:student|undergraduate|undergrad|postgraduate|graduate|grad student|sophomore|freshman|alum|"
    r"alumnus|alumna|apprentice|trainee|intern|doctoral|phd)\b",
    r"\bstudying\b|\bmajor(?:ing)? in\b|\b(?:junior|senior) at\b|\b(?:my|a|an) (?:degree|bachelor|master|ba|"
    r"bsc|msc|mba)\b",
    r"\b(?:graduated|graduating|finished school|left school|final year|first year|second year|third year|gap year)\b",
    r"\bcareer chang|\bchang(?:e|ing) careers?|\breturning to work|\b(?:I have |I['’]ve )?(?:been |worked |"
    r"working )(?:as|in) (?:an? )?\w+|\bI (?:work|teach|study) \w+",
    r"\bI(?:['’]m| am) (?:currently )?(?:an?|in my|training|retraining|between jobs|moving (?:from|into))\b",
)  # fmt: skip
WORK = (
    r"film|films|article|talk|book|paper|piece|post|podcast|project|research|exhibition|design|designs|"
    r"reel|interview|lecture|column|blog|documentary|series|album|startup|studio|report|thesis|portfolio|"
    r"campaign|app|thread|course|essay|story|stories|photographs|paintings|buildings"
)
REASON = _any(
    r"\byou(?:['’]ve| have)? (?:work|worked) (?:on|in|at|as|with)\b|\byou (?:did|have done|made) (?:the same|exactly)",
    rf"\byour (?:\w+ ){{0,3}}(?:{WORK})\b",
    r"\byour (?:move|switch|path|way|step|jump|transition|journey|change) (?:from|into|to|out)",
    r"\byour (?:work|job|role|time|years|experience|background|team|career) (?:on|with|at|as|in|for|between|"
    r"across|of)\b",
    r"\b(?:because|since|as) you(?:['’]ve| have| are|['’]re| were| work| made| wrote| run| did)?\b",
    r"\b(?:how|that|where|what) you (?:have )?(?:went|moved|got|came|made|switched|built|run|ran|combine|"
    r"combined|left|started|handle|decided|became|wrote|cut|designed|founded|teach|lead|manage)\b",
    r"\byou (?:wrote|made|cut|built|designed|founded|directed|produced|edited|teach|taught|led|lead|launched|"
    r"started out|moved from|switched from|work in exactly|do exactly|know both)\b",
    r"\b(?:we both|both of us|the same (?:school|university|college|course|town|path|degree))",
    r"\bwhat (?:drew|brought|made) me (?:to )?(?:you|turn|write)|\bin particular because|\byou in particular",
)  # fmt: skip
NUMBERS = {
    **{"five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "twenty-five": 25, "thirty": 30},
    **{"forty": 40, "forty-five": 45, "sixty": 60, "ninety": 90},
}
NUMBER = rf"\d{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))}"
TIME = re.compile(
    rf"\b(?P<low>{NUMBER})(?:\s*(?:-|–|—|to|or)\s*(?P<high>{NUMBER}))?[\s-]*(?:min\b|mins\b|minutes?\b|minute\b|['’])"
    r"|(?P<half>half an hour|half hour|half-hour)|(?P<quarter>quarter of an hour)"
    r"|(?P<hour>\b(?:an|one|1) hour\b|\bfull hour\b|\b\d hours\b|\b(?:two|a couple of|a few) hours\b|\bwhole "
    r"(?:day|afternoon|morning)\b)",
    re.IGNORECASE,
)
SCHEDULE = _any(
    r"\bwhenever\b|\bwhatever(?:['’]s| is) (?:easiest|best|easier|convenient)|\bevenings|\bweekends|\bmornings",
    r"\bwhen(?:ever)?(?: and (?:where|how)(?:ever)?)?,? ?(?:it |that |would |is |most )*(?:suits?|fits?|"
    r"works?|convenient|you (?:have|are|can|like|wish|want|find)|is (?:good|best|easiest|convenient))",
    r"\b(?:suits?|fits?|works?|easiest|easy|best|convenient|good)(?: best| well| in)? (?:for|with|to|"
    r"around)? ?(?:you|your)\b",
    r"\bconvenien(?:t|ce)\b|\byour (?:schedule|calendar|availability|diary|agenda|convenience|timetable)",
    r"\bflexible\b|\bany ?time\b|\bany day\b|\baround you\b|\bfit in with you|\barrange myself|\bwork around\b",
    r"\byou (?:choose|pick|name|decide) (?:the |a )?(?:day|time|hour|when|place)|\b(?:choose|pick|name) "
    r"(?:the|a|any) (?:day|time|hour)",
)  # fmt: skip
ASK = _any(
    r"\b(?:could|would|can|may|might) (?:you|I|we)\b",
    r"\bwould (?:love|like|be glad|be grateful|appreciate|be happy) .{0,30}(?:talk|chat|speak|hear|learn|ask|"
    r"call|meet|conversation)",
    r"\b(?:hoping|wondering|wonder) (?:if|whether|that|to|you)\b",
    r"\bI(?:['’]d| would) (?:really )?(?:love|like) to\b",
    r"\bare you (?:free|available|open)",
)
JOB = _any(
    r"\b(?:job|work|employment|career|internship|placement) (?:opening|opportunit|vacanc|offer|possibilit)\w*",
    r"\b(?:any|an?|current|open|available|possible) (?:open )?"
    r"(?:openings?|vacanc\w+|positions?|internships?|jobs?|placements?|opportunit\w+)"
    r"(?! (?:to (?:talk|chat|speak|learn|hear|meet|ask)|like yours|titles?|as)\b)",
    r"\b(?:the|your) (?:openings?|vacanc\w+|internships?|open positions?)\b",
    r"\b(?:hire|hiring|recruiting|employ) (?:me|anyone|people|interns|students|graduates|someone|now|at)\b|"
    r"\bare you (?:currently )?(?:hiring|recruiting)\b|\bis \S+ (?:currently )?hiring\b",
    r"\b(?:consider|considered|keep|bear) (?:me )?(?:for|in mind)\b|\bconsider me\b",
    r"\b(?:looking|searching|hunting|applying|apply|interested in applying|applied) for (?:an? |my (?:first|"
    r"next) )?(?:\w+ )?(?:job|position|role|internship|placement|work|opportunit\w+)",
    r"\b(?:love|like|want|dream|keen|eager|hope|hoping) (?:of )?(?:to )?(?:work(?:ing)?|join(?:ing)?|"
    r"intern(?:ing)?) (?:for|at|with|your)\b",
    r"\bput in a (?:good )?word|\bpass (?:on )?my (?:resume|résumé|cv)|\brefer me (?:for|to hr|internally)|"
    r"\bget (?:me )?(?:a|my) (?:foot in the door|job|interview)",
    r"\basking (?:\w+ )?for (?:a|an|any) (?:job|position|internship|work)|\babout a (?:job|position|vacancy)\b",
)  # fmt: skip
# A question about their own way is no request: "How did you get a job in film?"
THEIRS = _any(r"\bhow (?:did|do|does|can|might) (?:you|people|one|someone|others|graduates|students)\b")
DENIAL = _any(
    r"\bnot (?:\w+ ){0,4}(?:job|position|work|vacanc\w+|internship|opening|role)",
    r"\b(?:rather|other) than (?:\w+ ){0,3}(?:job|position)|\binstead of (?:\w+ ){0,3}(?:job|position)|\bno "
    r"(?:job|favour|vacancy|opening|position)\b",
    r"\b(?:isn['’]t|aren['’]t|don['’]t|won['’]t) (?:\w+ ){0,6}(?:job|position|vacanc\w+|internship)",
)  # fmt: skip
ATTACHED = _any(
    r"\b(?:attach\w*|enclos\w*|here is|here['’]s|find below|included?|linked|sending(?: you)?|I (?:have "
    r")?sent) .{0,40}\b(?:resume|résumé|cv|curriculum vitae|cover letter)\b",
    r"\b(?:resume|résumé|cv|curriculum vitae|cover letter)\b.{0,30}\b(?:attached|enclosed|below|is here|linked)\b",
)  # fmt: skip
ON_REQUEST = _any(
    r"\bif (?:you|it|that|useful|helpful)",
    r"\bon request",
    r"\bas (?:you )?(?:asked|requested|agreed|discussed)",
    r"\byou (?:asked|requested|wanted)",
    r"\bhappy to (?:send|share)",
    r"\bcan send",
)
STRONG_FLATTERY = _any(
    r"\b(?:amazing|incredible|legend(?:ary)?|genius|extraordinary|phenomenal|guru|rock ?star|world-class|"
    r"esteemed|visionary|idol|unparalleled|breathtaking|outstanding|mind-blowing|unbelievable|second to none)\b",
    r"\b(?:huge|big|biggest|massive|greatest|long-?time) (?:fan|admirer)\b|\bin awe\b|\bdeeply (?:admire|"
    r"honou?red)|\b(?:huge|great|immense) hono?ur\b|\bhero\b|\byour brilliance\b|\bso inspiring\b|\bdream of mine\b",
)  # fmt: skip
MILD_FLATTERY = _any(
    r"\b(?:inspir\w+|impressive|impressed|admire|brilliant|fantastic|wonderful|honou?red|remarkable|"
    r"fascinating|great)\b"
)
STOCK = _any(
    r"\bI? ?hope (?:this|you|my) (?:\w+ )?(?:finds? you|(?:are|is) (?:doing )?well)|\bpick your brains?\b|"
    r"\btouch base\b",
    r"\bto whom it may concern|\bsynerg\w+|\bI am (?:very )?passionate about|\bvaluable insights?\b|\bat "
    r"your earliest convenience",
    r"\bthank you in advance|\bthanks in advance",
)  # fmt: skip
NAMELESS = _any(
    r"^\s*(?:dear|hello|hi|hey|good (?:day|morning|afternoon))[\s,]*(?:sir|madam|sirs|sir or madam|sir/madam|"
    r"hiring manager|all|team|there|everyone)?\s*[,!:.]?\s*$",
    r"^\s*to whom it may concern",
)
BELITTLING = _any(
    r"\bsorry (?:to|for) (?:bother|disturb|trouble|take|taking|bothering|disturbing|the (?:bother|intrusion|"
    r"random|cold))",
    r"\b(?:I am|I['’]m) (?:just|only) an? (?:\w+ )?(?:student|beginner|intern|nobody)|\bwast(?:e|ing) (?:of "
    r")?your time|\bI know (?:you must be|you are|you['’]re) (?:very |extremely |super |incredibly )?busy",
    r"\bprobably won['’]t (?:read|answer)|\bI don['’]t deserve",
)  # fmt: skip
PRESSURE = _any(
    r"\b(?:asap|as soon as possible|urgent(?:ly)?|right away|immediately|by (?:tomorrow|tonight|friday|"
    r"monday|the end of (?:the|this) (?:day|week)))\b",
    r"\bI (?:expect|need) (?:an? |your )?(?:reply|answer|response)|\bmust (?:talk|speak|meet)|\bI will call "
    r"you (?:on|tomorrow|at)",
)  # fmt: skip

# Different things one can ask of somebody; a first message has room for one.
ASKS = {
    "a conversation": _any(
        r"\b(?:talk|chat|speak|call|meet|coffee|conversation|zoom|interview|questions|hear (?:about|how|"
        r"your)|learn (?:about|from)|minutes of your)\b"
    ),
    "an introduction": _any(
        r"\bintroduc(?:e|tion)\w* (?:me|to)|\bconnect me (?:with|to)|\bput me in touch with|\b(?:do you "
        r")?know (?:anyone|somebody|someone|anybody)|\bforward (?:this|my)|\bwho else"
    ),
    "feedback on your resume": _any(
        r"\b(?:look at|look over|review|read|check|go over|feedback on|comments on|thoughts on|opinion (?:on|"
        r"of)) (?:my|the attached) (?:\w+ )?(?:resume|résumé|cv|cover letter|portfolio|reel|website|application|work)"
    ),
    "mentoring": _any(r"\b(?:be|become) my mentor|\bmentor me|\bmentorship|\btake me under"),
    "a visit": _any(r"\bshadow(?:ing)? you|\bvisit (?:your|the) (?:office|studio|set|lab)|\bspend a day"),
}  # fmt: skip
