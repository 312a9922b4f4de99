"""A few operative words of Spanish and French, for the odd report that is neither English nor Russian."""

from meetings.suggest.wording import verbs

FINITE = verbs(
    (
        "decision",
        1.0,
        r"acord(?:aron|ó|amos)|decid(?:ieron|ió|imos)|resolv(?:ieron|ió|emos)|aprob(?:aron|ó|amos)|adopt(?:aron|ó|amos)|suscrib(?:ieron|ió)|convin(?:ieron|imos)|ont (?:convenu|décidé|adopté|approuvé)|a (?:adopté|décidé|approuvé)",
    ),
    (
        "recommendation",
        1.0,
        r"recom(?:endaron|endó|endamos|iendan?)|exhort(?:aron|ó|amos)|insist(?:imos|ieron|en)|llam(?:aron|ó|amos) a|inst(?:aron|ó|amos)|ont (?:recommandé|appelé|invité)|a (?:recommandé|appelé|invité)",
    ),
    (
        "commitment",
        1.0,
        r"reafirm(?:aron|ó|amos)|ratific(?:aron|ó|amos)|se comprometieron|nos comprometemos|reiter(?:aron|ó|amos)|se sont engagés|ont réaffirmé",
    ),
    (
        "finding",
        0.9,
        r"coincid(?:imos|ieron|en)|reconoc(?:emos|ieron|ió)|señal(?:aron|amos)|subray(?:aron|ó|amos)|destac(?:aron|amos)|consider(?:amos|aron)|ont (?:souligné|reconnu|noté)",
    ),
)
OPENING = verbs(
    (
        "recommendation",
        1.0,
        r"(?:promover|adoptar|fortalecer|implementar|actualizar|establecer|desarrollar|impulsar|garantizar|mejorar|crear|fomentar|incorporar|asegurar|exhortar|solicitar|encomendar|aprobar)",
    ),
)
