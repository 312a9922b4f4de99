"""How outcomes are worded in English communiqués, minutes, resolutions and press stories.

All that is written in Latin letters is read by these rules, so the few words of other languages are joined to them.
"""

import re

from meetings.suggest import other
from meetings.suggest.wording import verbs

BODY = (
    r"meetings?|conference|congress|summit|session|forum|workshop|seminar|assembly|council|committee|sub-?committee"
    r"|commission|sub-?commission|boards?|bureaus?|cent(?:er|re)s?|panel|task force|working (?:group|party)|sub-?group|expert group|group"
    r"|round ?table|colloquium|symposium|plenary|presidium|senate|parliament|cabinet|government|delegations?|delegates"
    r"|participants|attendees|members?|member[ -](?:states|countries|nations|economies)|ministers|leaders"
    r"|heads of (?:state|government|delegations?|agenc\w+|\w+ (?:services|agencies|delegations?|authorities|bodies))|heads"
    r"|chiefs|presidents|premiers|secretaries|governments?|states|countries|nations|parties|(?:both|all|two|the) sides"
    r"|sides|experts|officials|representatives|ambassadors|governors|directors|prosecutors|judges|lawmakers|deputies"
    r"|commissioners|envoys|officers|attorneys|mps|stakeholders|co-?chairs|signatories|executives|presidency|secretariat"
    r"|cop|com|wg|eu|un|nato|osce|cis|sco|csto|asean|organi[sz]ation|union|alliance|community|agency|troika|quartet"
    r"|g-?7|g-?8|g-?20|the chair|interlocutors|authorities|ministries|agencies|services|speakers|everyone|all present|we|they|both|it"
)

INDIVIDUAL = (
    r"he|she|i|mr|mrs|ms|dr|prof|professor|president|prime minister|premier|minister|secretary|secretary[- ]general"
    r"|director(?:[- ]general)?|chairman|chairwoman|chairperson|chair|head|chief|ambassador|spokes(?:man|woman|person)"
    r"|expert|analyst|official|commissioner|general(?! (?:assembly|council|conference|meeting|secretariat|body|directorate))|colonel|deputy|rapporteur|coordinator|representative|speaker|envoy"
    r"|governor|king|prince|leader|adviser|advisor|source|delegate|rector|h\.e|excellency|executive|moderator|researcher"
    rf"|{other.INDIVIDUAL}"
)

# Several who speak, as in a joint statement, and what they then do in the present tense.
SEVERAL = (
    r"(?:states|countries|ministers|parties|participants|sides|heads|leaders|members|delegations|governments|presidents|experts|they)"
    r"(?: of(?: [\w’'()-]+){1,9}?)?(?: also| further| strongly| once again| hereby)*"
)
# Each entry: the verb after its subject, its kind, and how much it says by itself (1: nothing else means that).
FINITE = (
    verbs(
        (
            "decision",
            1.0,
            r"decid(?:ed|es)|resolv(?:ed|es)(?: to| that)?|adopt(?:ed|s)|approv(?:ed|es)|endors(?:ed|es|ing)|ratif(?:ied|ies)",
        ),
        (
            "decision",
            1.0,
            r"agree[ds]?\b(?! with\b)|agreeing|reached (?:an? |)(?:\w+ )?(?:agreement|consensus|understanding)|came to an agreement",
        ),
        (
            "decision",
            0.9,
            r"accepted|finali[sz]ed|elected|appointed|re-?elected|nominated|established|set up|launched|inaugurated|admitted",
        ),
        (
            "decision",
            0.9,
            r"(?:was|were|have|has|had)? ?signed|initialled|concluded (?:an? |the )?(?:\w+ ){0,3}(?:agreement|memorandum|treaty|protocol|contract)",
        ),
        (
            "decision",
            0.8,
            r"authori[sz]ed|mandated|extended the|renewed the|confirmed the (?:date|venue|appointment|decision)|granted|abolished|suspended",
        ),
        (
            "decision",
            0.8,
            r"unanimously|by consensus|voted (?:to|for|in favou?r|unanimously)|ruled|set (?:a|the) (?:date|deadline|target|goal)",
        ),
        (
            "decision",
            0.7,
            r"formed|created|outlined|mapped out|drew up|worked out|identified|determined|defined|laid down|gave (?:its|their|the) (?:approval|consent|go-ahead|mandate)",
        ),
        (
            "decision",
            0.7,
            r"took (?:the|a|an) (?:\w+ )?decision|made (?:the|a|an) (?:\w+ )?decision|passed (?:a|the|\w+) (?:\w+ )?(?:resolutions?|decisions?|law|bill|motion)|issued (?:a|an|the) (?:\w+ ){0,2}(?:statement|declaration|communiqu\w+|call|recommendations?|guidelines)",
        ),
        (
            "recommendation",
            1.0,
            r"recommend(?:ed|s)?|call(?:ed|s|ing)? (?:up)?on|call(?:ed|s) (?:\w+ ){0,2}for|urg(?:ed|es|ing)|appeal(?:ed|s) (?:to|for)|advocat(?:ed|es)",
        ),
        (
            "recommendation",
            0.8,
            r"invit(?:ed|es) (?:[\w’',-]+ ){1,14}to|encourag(?:ed|es)|advis(?:ed|es)|propos(?:ed|es)|suggest(?:ed|s)|pressed for|spoke in favou?r of|came out in favou?r",
        ),
        (
            "action",
            1.0,
            r"request(?:ed|s)|instruct(?:ed|s)|task(?:ed|s)|direct(?:ed|s) (?:the|its|all|their|(?:[\w’'-]+ ){1,6}to\b)|entrust(?:ed|s)|assign(?:ed|s)|order(?:ed|s) (?:the|all|that)|asked (?:the|its|all|member|that|for)|ordered to|charged (?:the|its)|demand(?:ed|s)|mentioned among the tasks|(?:named|listed|counted|put) (?:[\w’',-]+ ){1,10}among (?:the|its|their) (?:tasks|priorities)|set (?:the |\w+ )?tasks?",
        ),
        (
            "commitment",
            1.0,
            r"undert(?:ook|akes?)|pledg(?:ed|es)|commit(?:ted|s)? (?:itself|themselves|ourselves|to)|vow(?:ed|s)|promised|intend(?:s|ed)? to|renewed (?:their|its|the) (?:\w+ )?(?:commitment|pledge|support|determination)|made (?:a |the )?commitments?",
        ),
        (
            "commitment",
            1.0,
            r"re-?affirm(?:ed|s)|reiterat(?:ed|es)|re-?confirm(?:ed|s)|affirm(?:ed|s)|declar(?:ed|es) (?:their|its|that)|announced (?:their|its) (?:intention|commitment|readiness|decision)|express(?:ed|es) (?:their|its|the|his|her|our|a)? ?(?:\w+ )?(?:and \w+ )?(?:commitment|readiness|willingness|determination|support|intention|resolve|solidarity|will)",
        ),
        (
            "finding",
            0.9,
            r"(?:stress|emphasi[sz]|underlin|underscor|highlight|reiterat|point|not|recogni[sz]|acknowledg|reaffirm|confirm|voic|express)(?:ed|es|ing|s)?(?: out| on| to)? (?:also )?(?:the|a|an|their|its|that there is|that there was)? ?(?:\w+ ){0,2}(?:need|needs|necessity|importance|urgency|significance|role|relevance|value|responsibility|imperative|priority|concern|concerns|alarm|conviction|view|belief|satisfaction that)",
        ),
        (
            "finding",
            0.8,
            r"stress(?:ed|es)|emphasi[sz](?:ed|es)|underlin(?:ed|es)|underscor(?:ed|es)|recogni[sz](?:ed|es)|acknowledg(?:ed|es)|conclud(?:ed|es) that|condemn(?:ed|s)|deplor(?:ed|es)|rejected|supported|backed|opposed|express(?:ed|es) (?:\w+ ){0,3}(?:concern|alarm|regret|conviction|confidence|hope|belief|outrage|condemnation)|voiced|convinced|were of the (?:view|opinion)|shared the (?:view|opinion|concern|assessment)|were unanimous|concurred|believed?\b|consider(?:ed|s) (?:that|it)|deem(?:ed|s)|found that|came to the conclusion|drew attention",
        ),
        (
            "finding",
            0.7,
            r"not(?:ed|es)(?: with)?|took note|takes note|observed that|confirm(?:ed|s)|highlight(?:ed|s)|point(?:ed|s) (?:out|to)|expressed|maintained that|attach(?:ed)? (?:great|particular|special|high)",
        ),
        (
            "commitment",
            1.0,
            rf"{SEVERAL} (?:reaffirm|reiterate|undertake|pledge|commit|agree|decide|resolve|affirm|confirm|intend|express (?:their|readiness|determination|support))",
        ),
        (
            "recommendation",
            1.0,
            rf"{SEVERAL} (?:urge|recommend|call for|invite|encourage|propose|appeal to|request|advocate)",
        ),
        (
            "finding",
            0.9,
            rf"{SEVERAL} (?:stress|emphasi[sz]e|underline|underscore|note|point out|recogni[sz]e|acknowledge|condemn|highlight|express|welcome|consider|believe|attach|oppose|reject|support)(?! of)",
        ),
        ("finding", 0.55, r"welcom(?:ed|es)|commend(?:ed|s)|prais(?:ed|es)|prioriti[sz]ed|warned"),
    )
    + other.FINITE
)

PASSIVE = verbs(
    (
        "decision",
        1.0,
        r"(?:was|were|has been|have been|is|are|being)(?: \w+ly| also| then| further| therefore)* (?:agreed|decided|resolved|adopted|approved|endorsed|finali[sz]ed|ratified|signed|accepted|elected|appointed|reached|established|authori[sz]ed|set up|initialled|concluded that|confirmed that|passed|created|formed|launched|carried)\b(?! at the (?:previous|last)| by (?:him|her))",
    ),
    (
        "recommendation",
        1.0,
        r"(?:was|were|is|are|(?:has|have)(?:,[^,]{2,30},)?(?: also)? been(?:,[^,]{2,30},)?)(?: \w+ly| also| further| therefore)* (?:recommended|urged|encouraged|proposed|called (?:up)?on|invited to|suggested|advised)\b",
    ),
    (
        "action",
        1.0,
        r"(?:was|were|is|are|has been|have been)(?: \w+ly| also| further| therefore)* (?:instructed|tasked|requested|asked to|entrusted|mandated|directed|assigned|ordered|charged with)\b",
    ),
    (
        "finding",
        0.9,
        r"(?:it|need|necessity|importance|concern|emphasis|attention)(?: \w+){0,6} (?:was|were)(?: \w+ly| also| further)* (?:stressed|emphasi[sz]ed|underlined|noted|recogni[sz]ed|acknowledged|highlighted|underscored|observed|concluded|pointed out|expressed|considered|felt)",
    ),
    (
        "finding",
        0.8,
        r"there (?:was|is|were) (?:a |an )?(?:\w+ )?(?:consensus|agreement|general (?:view|agreement|support)|support|understanding|unanimity|broad)|consensus (?:was|that)",
    ),
    (
        "decision",
        0.8,
        r"(?:agreement|consensus|decision|understanding|document|memorandum|protocol|declaration|communiqu\w+|resolutions?)\b(?: [\w’'-]+){0,8} (?:was|were|is|are) (?:made|taken|reached|signed|adopted|issued|inked)",
    ),
)

# Written at the head of a sentence or of an item in resolutions and conclusions.
OPENING = (
    verbs(
        (
            "decision",
            1.0,
            r"(?:further |also |hereby |strongly |solemnly |unanimously )*(?:decides|resolves|adopts|approves|endorses|elects|establishes|authori[sz]es|accepts|agrees|proclaims|determines|confirms|concludes|ratifies|appoints|declares|decided|agreed|resolved|approved|adopted|endorsed)\b",
        ),
        (
            "recommendation",
            1.0,
            r"(?:further |also |hereby |strongly |solemnly |again |once again )*(?:recommends?|calls? (?:up)?on|calls? for|urges?|invites?|encourages?|appeals? to|proposes|recommended)\b",
        ),
        (
            "action",
            1.0,
            r"(?:further |also |hereby )*(?:requests?|instructs?|tasks|directs|mandates|entrusts|demands|asks)\b",
        ),
        (
            "finding",
            1.0,
            r"(?:further |also |hereby |strongly |deeply |unequivocally )*(?:notes|takes note|stress(?:es)?|emphasi[sz]es?|underlines?|underscores|recogni[sz]es|acknowledges|welcomes|expresses|condemns|deplores|considers|commends|highlights|regrets|rejects|supports|is of the view|is convinced|remains concerned)\b",
        ),
        (
            "commitment",
            1.0,
            r"(?:further |also |hereby |strongly )*(?:reaffirms?|reiterates?|affirms|undertakes?|commits?|pledges|declares (?:its|their))\b",
        ),
        (
            "action",
            1.0,
            r"(?:action(?: items?| points?)?|ai|ap|todo|to do|task|follow-?up)\b ?(?:\w{0,4}\d[\w.-]*|[-#]\d+)?(?: ?\([^)]{1,40}\)| on [^:]{1,40})? ?[:–—-](?=\s?\S)",
        ),
        (
            "decision",
            1.0,
            r"(?:decisions?|decided|agreed?|agreements?|resolved|resolutions?|conclusions?|outcomes?|result|consensus|(?:proposed )?(?:decision|resolution|conclusion|agreement) ?[\w./-]{0,9}\d)\b ?(?:\w{0,4}\d[\w.-]*)? ?[:–—-](?=\s?\S)",
        ),
        ("recommendation", 1.0, r"recommendations? ?(?:\w{0,4}\d[\w.-]*)? ?[:–—.-](?=\s?\S)"),
    )
    + other.OPENING
)

# What ought to be or will be done, in the words of the whole meeting or its document.
DUTY = verbs(
    (
        "recommendation",
        0.7,
        r"\b(?:should|ought to|must|shall|needs? to|needed to|has to|have to)\b|\b(?:it is|is|was) (?:essential|necessary|important|imperative|crucial|vital|needed|required|indispensable|desirable)\b|require[sd]? (?:special|particular|urgent|close|further|joint|additional|greater|more)|deserves? (?:special|particular)",
    ),
    (
        "commitment",
        0.6,
        r"\b(?:will|would|shall)(?: \w+ly| now| also| further| then)? (?:be submitted|be presented|be prepared|be developed|be established|be created|be held|be sent|be forwarded|be set up|be drafted|be implemented|be considered|be guidelines|meet|convene|prepare|develop|submit|present|draft|establish|create|contain|continue|ensure|provide|work|report|explore|support|join|cooperate|strengthen|pursue|seek|take|host|organi[sz]e|set up|hold|coordinate|review|implement|share|exchange|enhance|begin|start|launch|undertake|facilitate|assist|circulate|form the basis|serve)\b",
    ),
)

# Words for what a meeting brings forth; beside a verb they make it surer, alone they make a bare noun phrase an outcome.
OUTCOME_NOUNS = re.compile(
    r"\b(?:decisions?|resolutions?|recommendations?|declarations?|communiqu\w+|statements?|agreements?|memorand\w+|protocols?"
    r"|action plans?|plans? of action|plan|programmes?|programs?|guidelines|road ?maps?|strateg(?:y|ies)|concept|conclusions"
    r"|charter|convention|treaty|framework|measures|mechanisms?|concrete steps|outcomes?|results?|work plan|document|calendar"
    r"|reports?|agenda|mandate|pledges?|vows?|appeals?|working group|task force|commitments?)\b",
    re.IGNORECASE,
)

LEAD = re.compile(
    r"(?:agreed|agree|decided|decides?|resolved|resolves?|recommend\w*|signed|adopted|approved|endorsed|urge[ds]?|call(?:ed|s|ing)? (?:up)?on"
    r"|calls? for|called for|request(?:ed|s)|instruct(?:ed|s)|undert(?:ook|ake)|commit(?:ted)?|pledged|propos(?:ed|als?|es)|conclusions?|concluded"
    r"|measures|steps|actions?|priorit(?:y|ies)|tasks?|decisions?|resolutions?|commitments?|outcomes?|results?|noted|notes"
    r"|stressed|emphasi[sz]ed|underlined|highlighted|reaffirm\w*|recogni[sz]ed|need(?:s|ed)? (?:to|for)|should|must|shall|invite[ds]?|tasked"
    r"|encourage[ds]?|identified|welcomed|hereby|intend|follow-?up|it was felt|next steps|ways? forward|key (?:messages|points|findings))\b",
    re.IGNORECASE,
)
# A lead-in that only says that decisions follow.
FOLLOWING = re.compile(
    r"\bthe following (?:\w+ )?(?:decisions?|resolutions?|recommendations?|declaration|statement|conclusions|communiqu\w+|documents?)\b",
    re.IGNORECASE,
)
NO_LEAD = re.compile(
    r"\b(?:agenda|discuss(?:ed|ing|ions?)|attended|participants (?:were|included)|present|topics?|themes?|speakers?|issues (?:discussed|covered|considered)"
    r"|following (?:persons|people|delegates|speakers|countries|organi[sz]ations|topics|issues|questions)|read (?:also|more)|see also|presentations?"
    r"|background|exchanged views|considered the following|reviewed|documents? (?:before|considered)|includ(?:e|ed|ing) representatives)\b",
    re.IGNORECASE,
)

HEADING = re.compile(
    r"^\W*(?:[\dIVX.]+\s*)?(?:the |main |key |final |agreed |general |joint |summary of |list of |draft |overall |proposed )*"
    r"(?:recommendations?|conclusions?(?: and recommendations?)?|decisions?(?: (?:taken|adopted|made))?|resolutions?(?: adopted)?|outcomes?"
    r"|action (?:items?|points?|plan)|actions|next steps|follow-?up(?: actions?)?|commitments?|way forward|results|agreements?|agreed (?:measures|actions?)"
    r"|operative (?:part|paragraphs)|findings|takeaways|key messages|measures)\b[^.]{0,60}$",
    re.IGNORECASE,
)

# Said, done or felt: part of the story, never an outcome.
TALK = re.compile(
    r"\b(?:discuss(?:ed|es|ing)?|exchanged (?:\w+ )?(?:views|opinions|experiences?|information)|took part|take part|participat\w+ in|attended|reviewed|considered"
    r"|examined|deliberated|heard|briefed|presented|gathered|shared (?:their|his|experience)|was held|were held|held (?:its|a|an|the|their)|opened|told|visited|met with"
    r"|took place|addressed|focus\w* on|dealt with|covered|delivered|introduced|listened|debated|spoke|chaired|co-?chaired|hosted|organi[sz]ed)\b",
    re.IGNORECASE,
)
COURTESY = re.compile(
    r"\b(?:thank(?:ed|s)|thanked|gratitude|grateful|appreciation (?:to|for the)|(?:warm|generous|gracious) (?:hospitality|welcome|reception)|hospitality|congratulat\w+|condolences"
    r"|tribute|warmly welcomed|welcomed (?:the )?(?:participants|delegates|guests|delegations?|everyone|attendees|opportunity|all)|excellent arrangements|wished|welcoming (?:remarks|speech|address)"
    r"|welcomed the (?:valuable |\w+ )?opportunity|moment of silence|opening remarks|cordial|friendly atmosphere)\b",
    re.IGNORECASE,
)
PREVIEW = re.compile(
    r"\b(?:(?:is|are|was|were)(?: also)? (?:expected|scheduled|planned|due|slated|set|likely|to) (?:to|for|be|discuss)|plans to|will (?:\w+ly |also )?(?:discuss|review|consider|attend|exchange views|focus on|address|examine"
    r"|hear|take part|participate|be attended|visit|arrive|debate|be discussed|bring together|gather)|is underway|agenda (?:includes|of the)|on the agenda|topped the agenda)\b",
    re.IGNORECASE,
)
PREAMBLE = re.compile(
    r"(?:(?:further|also|deeply|fully|having|bearing|taking|keenly|gravely|firmly) )?(?:recall(?:ing|s)|noting|recogni[sz]ing|acknowledging|considering|mindful|aware|convinced|reaffirming|bearing in mind|having|taking (?:note|into account|into consideration)"
    r"|guided|concerned|conscious|welcoming|desir(?:ing|ous)|emphasi[sz]ing|stressing|underlining|whereas|pursuant|inspired|determined to|expressing|alarmed|encouraged by|believing|affirming|reiterating|cognizant)\b",
    re.IGNORECASE,
)
BOILERPLATE = re.compile(
    r"^\W*(?:read (?:also|more)|see also|related|more on|for (?:more|further) information|press (?:contact|inquiries|enquiries)|contacts?\b|subscribe|follow us|share (?:this|on)|download|photo|image|copyright|©|all rights"
    r"|tags?:|source:|cookies?|sign up|click|watch|advertis|print|e-?mail|tel\.?:|notes? to editors|about (?:the|us)\b.{0,40}$|www\.|https?:)",
    re.IGNORECASE,
)

# Somebody's own words.
PERSON_SAYS = re.compile(
    r"(?:[,\"”’']\s*(?:said|says|added|adds|noted|stressed|explained|told|concluded|continued|remarked|emphasi[sz]ed|according to)\s+(?:he|she|mr|ms|mrs|dr|(?:[A-Z][\w.’'-]+\s+){0,6}[A-Z][\w.’'-]+)"
    r"|\b(?:he|she|[A-Z][\w’'-]+ [A-Z][\w’'-]+|Mr\.? [A-Z]\w+|Ms\.? [A-Z]\w+)\s+(?:also |further |then )?(?:said|says|added|told|explained|remarked|thinks|believes|opined|points out|agrees|wants|recalled|argued)\b"
    r"|\bin (?:his|her) (?:view|opinion|words|speech|address|remarks|statement|opening)\b|\baccording to (?:him|her|mr|ms|the (?:minister|president|expert|official|director|ambassador|secretary[- ]general|head))\b"
    rf"|{other.PERSON_SAYS})"
)
# What a person only tells of: the body's act, and no opinion.
TOLD = re.compile(
    r"\b(?:said|says|added|noted|announced|reported|stated|confirmed|explained|informed|told)(?: [\w’'.-]+){0,3}? that (?:the |all |both |its )?(?:[\w’'-]+ ){0,2}?"
    rf"(?:{BODY}) (?:had |have |has |also |unanimously )*(?:agreed|decided|adopted|resolved|approved|endorsed|signed|recommended|called|tasked|instructed|expressed)\b",
    re.IGNORECASE,
)
# "This is stated in the communiqué": the sentence before is the body's.
REFERS_BACK = re.compile(
    r"(?:this|these \w+|the (?:call|appeal|position|statement)) (?:is|are|was|were)(?: \w+)? (?:stated|contained|set out|said|expressed|made|noted|declared|recorded|announced) in (?:a|an|the|their|its) (?:[\w’'-]+ ){0,4}?(?:communiqu|statement|declaration|resolution|document|conclusions)",
    re.IGNORECASE,
)
# The body's own words, quoted or reported.
ATTRIBUTED = re.compile(
    r"\b(?:as (?:was|it was|has been) (?:also )?(?:emphasi[sz]ed|stressed|noted|underlined|pointed out|highlighted)|according to (?:the |all |most )?(?:participants|meeting|conference|delegates|ministers|parties|statement|communiqu\w+|declaration|document|resolution|experts|sides|heads)\b"
    r"|in the (?:opinion|view) of the (?:participants|meeting|delegates|experts|ministers|conference|parties)|the (?:statement|communiqu\w+|declaration|document|resolution|press release|text|agreement|protocol) (?:says|said|reads|states|stated|notes|noted|adds|added|stresses|stressed|calls|called|provides|urges)"
    r"|among (?:the|its|their)(?: \w+)? (?:tasks|priorities)\b(?: [\w’'-]+){0,12}? (?:they|participants|delegates|ministers|experts|parties|sides|meeting) (?:also )?(?:named|mentioned|listed)\b"
    r"|(?:participants|delegates|ministers|experts|leaders|heads|parties|sides)(?: [\w’'-]+){0,6} (?:said|believe|think|mentioned|pointed out|felt)\b)",
    re.IGNORECASE,
)
WE = re.compile(
    r"\bwe(?:,[^,]{3,150},)?(?: \w+ly| also| further| hereby| therefore| will| must| should| shall| need| have| all| remain)* (?:[a-z]+)",
    re.IGNORECASE,
)
WE_OPERATIVE = re.compile(
    r"\bwe(?:,[^,]{3,150},)?(?: \w+ly| also| further| hereby| therefore| are| were| have)* (?:agree|decide|resolve|commit|call|urge|recommend|reaffirm|reiterate|pledge|undertake|adopt|endorse|recogni[sz]e|acknowledge|stress|emphasi[sz]e|underline|underscore|welcome"
    r"|note|register|see an?|condemn|support|encourage|invite|request|express|declare|affirm|highlight|confirm|intend|will|shall|must|should|determined|concerned|convinced|committed|resolved|expect|propose|consider|believe|approve|task|instruct|observe|attach|appreciate|assess|share|oppose|reject|stand|remain|regard)",
    re.IGNORECASE,
)
RESULT = re.compile(
    r"\b(?:(?:as a|the|one|main|key|another|a major) (?:\w+ )?(?:results?|outcomes?|product|deliverables?) (?:of|was|is|will|should)|result(?:ed|s)? in|should result in|culminated in|(?:ended|closed|concluded|wrapped up)(?: \w+){0,2} with|outcome document|produced|produce[ds]? (?:a|an|the)|led to the)\b",
    re.IGNORECASE,
)
ASSIGNED = re.compile(
    r"(?:^|[;:.–—-] )(?!According|Due|Prior|Thanks|Contrary|Owing|Subject|Similar|Next|Close|Up|In|With|As)(?:@?[A-Z][\w.’'-]+(?:(?:, | and | & |/)[A-Z][\w.’'-]+)*|all|everyone|[Cc]hairs?|[Ss]ecretariat|[Ee]ditors?) to [a-z]+\b(?!.{0,60}\b(?:agreed|said|told)\b)"
)
# A word of this form after these is a noun ("after requests for inclusion").
NOUN = re.compile(
    r"\b(?:the|an?|of|for|after|to|its|their|these|those|such|any|several|some|new|by|with|from|on|many|various|no) $",
    re.IGNORECASE,
)
# Who tells of it, before what is told.
TELLER = re.compile(
    r"^.{0,160}?\b(?:said|says|added|noted|announced|reported|stated|confirmed|explained|informed|told)(?: [\w’'.-]+){0,3}? that "
)
# Two or more who act together, though each is called by an office of one.
TOGETHER = re.compile(r"\bcounterparts?\b|\bof [A-Z]\w+, .*\band .*\bof (?:the )?[A-Z]")
GUIDANCE = re.compile(r"[a-z]*(?:ing|tion|sion|ment)\b", re.IGNORECASE)
CAUSE = re.compile(
    r"(?:^|, |\band )(?:in|at|on|during|following|after|before|as|by|under|with|for|to|from|throughout|while|when|against)\b[^,]{0,120},\s+",
    re.IGNORECASE,
)
