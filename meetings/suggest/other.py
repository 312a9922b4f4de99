"""Operative words of Spanish and French, for the odd report that is neither English nor Russian."""

from meetings.suggest.wording import verbs

FINITE = verbs(
    (
        "decision",
        1.0,
        r"acord(?:aron|ó|amos)|decid(?:ieron|ió|imos)|resolv(?:ieron|ió|emos)|aprob(?:aron|ó|amos)|adopt(?:aron|ó|amos)|suscrib(?:ieron|ió|imos)|firm(?:aron|ó|amos)|convin(?:ieron|imos|o)"
        r"|design(?:aron|ó)|eligi(?:eron|ó)|estableci(?:eron|ó)|crearon|ratificaron|(?:fue|fueron|se) (?:acordad[oa]s?|aprobad[oa]s?|adoptad[oa]s?|acordó|aprobó|decidió)"
        r"|(?:ont|a|avons)(?: \w+){0,3}? (?:convenu|décidé|adopté|approuvé|signé|entériné|validé|créé|élu|désigné|arrêté|résolu)|sont convenus|s(?:e sont|’est|'est) accordés?|se sont mis d(?:’|')accord"
        r"|(?:a été|ont été) (?:adoptée?s?|approuvée?s?|décidée?s?|signée?s?|convenue?s?|validée?s?)|il a été (?:convenu|décidé)",
    ),
    (
        "recommendation",
        1.0,
        r"recom(?:endaron|endó|endamos|iendan?)|exhort(?:aron|ó|amos|an?)|insist(?:imos|ieron|en)|llam(?:aron|ó|amos) a|hicieron un llamad[oa]|inst(?:aron|ó|amos)|pid(?:ieron|ió)|propus(?:ieron|o)|invit(?:aron|ó|amos) a|urgieron"
        r"|(?:ont|a|avons)(?: \w+){0,3}? (?:recommandé|appelé|invité|exhorté|proposé|préconisé|encouragé|demandé|suggéré)|recommandons|appelons|invitons|exhortons",
    ),
    (
        "action",
        1.0,
        r"encarg(?:aron|ó)|encomend(?:aron|ó)|solicit(?:aron|ó|amos)|instruy(?:eron|ó)|(?:ont|a)(?: \w+){0,3}? (?:chargé|mandaté|instruit)",
    ),
    (
        "commitment",
        1.0,
        r"reafirm(?:aron|ó|amos)|ratific(?:ó|amos)|se compromet(?:ieron|ió|en)|nos comprometemos|reiter(?:aron|ó|amos)|expres(?:aron|ó|amos) su (?:compromiso|voluntad|determinación|disposición|apoyo)"
        r"|(?:se sont|s(?:’|')est|nous nous) engag(?:és?|ée|eons)|(?:ont|a|avons)(?:[\w,’' ]{1,40})? (?:réaffirmé|réitéré|renouvelé)|réaffirmons|réitérons",
    ),
    (
        "finding",
        0.9,
        r"coincid(?:imos|ieron|en)|reconoc(?:emos|ieron|ió)|señal(?:aron|amos)|subray(?:aron|ó|amos)|destac(?:aron|amos)|consider(?:amos|aron)|conden(?:aron|ó|amos|an)|expres(?:aron|ó|amos) (?:su|nuestra|la|profunda)(?: \w+)? ?(?:preocupación|satisfacción|convicción|rechazo|solidaridad|repudio)"
        r"|remarc(?:aron|ó)|enfatiz(?:aron|ó)|resalt(?:aron|ó)|lament(?:aron|ó)|constat(?:aron|ó)|rechaz(?:aron|ó)|advirt(?:ieron|ió)|acogieron con"
        r"|(?:ont|a|avons)(?:[\w,’' ]{1,40})? (?:souligné|reconnu|noté|relevé|salué|condamné|déploré|constaté|estimé|rappelé|insisté|pris (?:acte|note)|exprimé (?:leur|sa|son|notre))|soulignons|condamnons|saluons|constatons",
    ),
)
OPENING = verbs(
    (
        "recommendation",
        1.0,
        r"(?:promover|adoptar|fortalecer|implementar|actualizar|establecer|desarrollar|impulsar|garantizar|mejorar|crear|fomentar|incorporar|asegurar|exhortar|solicitar|encomendar|aprobar|reforzar|intensificar|continuar|elaborar|instar|recomendar|convocar|coordinar|facilitar"
        r"|renforcer|promouvoir|mettre en (?:œuvre|place)|poursuivre|élaborer|encourager|inviter|recommander|veiller à|assurer|créer|adopter|développer|organiser|intensifier)",
    ),
)
# Who speaks for himself, and how it is told.
INDIVIDUAL = (
    r"le (?:ministre|président|secrétaire|directeur|représentant|général|premier ministre|chef)|la (?:ministre|présidente)"
    r"|el (?:ministro|presidente|secretario|director|representante|canciller|general|jefe)|la (?:ministra|presidenta|secretaria)"
)
PERSON_SAYS = (
    r"(?:dijo|agregó|añadió|explicó|sostuvo|manifestó|aseguró|puntualizó)\b|según (?:él|ella)\b|en su (?:discurso|intervención|ponencia)\b"
    r"|-t-(?:il|elle) (?:déclaré|indiqué|affirmé|ajouté|expliqué|souligné|précisé|dit)|dans son (?:discours|allocution|intervention)\b"
)
