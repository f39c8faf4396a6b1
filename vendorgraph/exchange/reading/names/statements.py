"""What in a sentence says that the owner of a page uses someone, in English, French and German."""

from __future__ import annotations

import re
from collections.abc import Collection

from vendorgraph.exchange.vendors import catalogue, without_legal_form

#: What may stand between who uses someone and the verb.
ALSO = (
    r"(?:(?:also|additionally|currently|further|furthermore|mainly|primarily|regularly|may|will|have|do|zusätzlich|außerdem|auch|"
    r"ebenfalls|ferner|zudem|derzeit|aktuell|weiterhin|hierfür|dafür|dazu|darüber hinaus|également|aussi|notamment|en outre|"
    r"par ailleurs|actuellement|principalement|en complément)\s+){0,3}"
)
#: Who uses someone: "we use", "setzen wir … ein", "nous faisons appel à".
OWN = re.compile(
    rf"\b(?:we|our (?:team|company|\w+ team|platform|application|app|product|service))\s+{ALSO}"
    r"(?:uses?|using|rel(?:y|ies) on|engages?|(?<=have )engaged|works? with|employ|partner(?:ed)? with|"
    r"contract(?:ed)? with|make use of|runs? on|hosts? (?:\w+ ){0,2}?(?:on|with|at|in))\b"
    rf"|\bwir\s+{ALSO}(?:nutzen|verwenden|setzen|beauftragen|arbeiten|greifen|hosten|bedienen uns|beziehen)\b"
    r"|\b(?:nutzen|verwenden|setzen|beauftragen|hosten|arbeiten|greifen|versenden|betreiben|speichern|verarbeiten|"
    r"bedienen|beziehen) wir\b"
    rf"|\bnous\s+(?:nous |avons |faisons )?{ALSO}(?:utilisons|recourons|employons|travaillons|appuyons|appel|recours|"
    r"sollicitons|hébergeons)\b"
    r"|\bwe (?:share|transfer|disclose|pass|send)\b[^.:]{0,60}?\b(?:with|to)\b"
    r"|\b(?:geben|übermitteln|leiten) wir\b[^.:]{0,60}?\ban\b"
    r"|\bnous (?:partageons|transmettons|communiquons)\b[^.:]{0,60}?\b(?:avec|à)\b"
    r"|\bwir (?:versenden|betreiben|speichern|wickeln|bearbeiten)\b[^.:]{0,60}?\b(?:über|mit|bei|via|durch)\b"
    r"|\bn(?:os|otre) (?:\w+ ){1,3}(?:passent|transitent|passe|transite) par\b"
    r"|\b(?:our|further|other|additional)\s+(?:\w+ ){0,2}(?:sub-?processors?|providers?|vendors?|suppliers?)(?: \w+){0,2}? "
    r"(?:are|is|include)\b"
    r"|\b(?:unsere?|weitere)\s+(?:\w+ )?(?:unterauftrag\w+|dienstleister|anbieter|auftragsverarbeiter|subunternehmer)"
    r"(?: \w+){0,2}? (?:sind|ist)\b"
    r"|\b(?:nos|notre|d['’]autres)\s+(?:autres? )?(?:sous-traitants?|prestataires?|fournisseurs?|hébergeur)(?: \w+){0,2}? "
    r"(?:sont|est)\b"
    r"|\b(?:setzt|nutzt|beauftragt|verwendet)\s+(?:der|die)\s+(?:Auftragnehmer(?:in)?|Auftragsverarbeiter(?:in)?)\b"
    r"|\b(?:der|die)\s+(?:Auftragnehmer(?:in)?|Auftragsverarbeiter(?:in)?)\s+(?:setzt|nutzt|beauftragt|verwendet)\b"
    r"|\bthe\s+(?:data\s+)?(?:processor|supplier)\s+(?:uses|engages|relies on)\b"
    r"|\ble\s+(?:sous-traitant|prestataire)\s+(?:utilise|recourt à|fait appel à)\b"
    r"|\b(?:list|liste|verzeichnis|sie|it|elle)\s+(?:\w+ ){0,3}?(?:umfasst|enthält|includes|comprises|comprend|inclut)\b"
    r"|\b(?:kommen|kommt)\s+(?=.*\bzum einsatz\b)|\bzum einsatz (?:kommen|kommt)\b",
    re.I,
)
#: What is done for the owner, and by whom: "is hosted by", "wird bei … gehostet", "est fournie par".
_PASSIVE = re.compile(
    r"\b(?:is|are|werden|wird|ist|sind|est|sont)\b(?: \w+){0,3}? (?:hosted|done|provided|paid|taken|collected|booked|printed|"
    r"bezahlt|gebucht|gedruckt|payée?s?|"
    r"imprimée?s?|powered|processed|operated|handled|sent|"
    r"delivered|run|managed|supported|gehostet|bereitgestellt|betrieben|verarbeitet|versendet|versandt|abgewickelt|hébergée?s?|fournie?s?|"
    r"assurée?s?|traitée?s?|gérée?s?|envoyée?s?|opérée?s?|réalisée?s?)(?: \w+){0,3}? "
    r"(?:by|on|at|with|via|through|using|by means of|bei|von|durch|über|mit|mittels|mit Hilfe von|mithilfe von|par|avec|chez|"
    r"sur|auprès de|au moyen de|à l[’']aide de|grâce à)\s"
    r"|\b(?:wird|werden|erfolgt|erfolgen)\b(?: \w+){0,4}? (?:bei|von|durch|über|mit|via)\s"
    r"(?=.*\b(?:gehostet|bereitgestellt|betrieben|verarbeitet|versendet|versandt|abgewickelt)\b)"
    r"|\b(?:is|are|werden|wird|est|sont)\b(?: \w+){0,3}? (?:stored|saved|kept|held|backed up|"
    r"conservée?s?|stockée?s?|sauvegardée?s?|"
    r"enregistrée?s?) (?:in|on|at|with|dans|chez|sur)\s"
    r"|\b(?:liegt|liegen|läuft|laufen) (?:\w+ ){0,2}bei |\berfolg(?:t|en) (?:\w+ ){0,2}(?:bei|durch|über|mit|via)\s",
    re.I,
)
#: What its owner does with a product: "wird von der Acme GmbH entwickelt und betrieben".
_MADE = re.compile(
    r"\b(?:entwickelt|herausgegeben|developed|built|made|édité|développé|conçu)e?s? (?:und|and|et) |"
    r"\b(?:und|and|et) (?:entwickelt|herausgegeben|developed|built|édité|développé|conçu)e?s?\b",
    re.I,
)
#: Where what is done for the owner goes, and with whom: "Payments go through …", "La paie est tenue par …".
_GOES = re.compile(
    r"\b(?:is|are|goes|go|runs?|lives?|sits?|comes?|pass(?:es)?|flows?|lands?|stays?|works?)"
    r"(?: (?:out|still|all|now|also|straight|always|safely))? (?:with|by|at|through|via|on|over|from|to|in|into) (?:the )?"
    r"(?=[A-ZÀ-Þ])"
    r"|\b(?:is|are) (?:\w+ )?\w+(?:ed|en|ne|un|pt|ld|nt|de|id) (?:\w+ )?(?:by|with|through|via|in|on|at|to) (?:the )?(?=[A-ZÀ-Þ])"
    r"|\b(?i:our|the) (?:[\w-]+ ){1,3}?(?:is|are) (?=[A-ZÀ-Þ])"
    r"|\b(?i:we) (?:\w+ )?(?:keep|store|send|print|manage|process|handle|run|do|make|take|collect|book|file|share|back up)\b"
    r"[^.:]{0,60}?\b(?:with|in|on|at|via|through|using|to|by) (?=[A-ZÀ-Þ])"
    r"|\b(?i:we) (?:\w+ )?(?:have|look at|chose|picked) (?=[A-ZÀ-Þ])"
    r"|\b(?:läuft|laufen|geht|gehen|kommt|kommen|findet|finden|steht|stehen|liegt|liegen|sind|ist|wird|werden)"
    r"(?: [a-zà-ÿ]+){0,2} (?:über|bei|mit|via|auf|an|von|durch|in)(?: (?:der|dem|den|Servern von))? (?=[A-ZÀ-Þ])"
    r"|\b(?:wickelt|wickeln|übernimmt|übernehmen|macht|machen|erledigt|erledigen|betreut|druckt|verschickt|versendet|hostet|"
    r"pflegt|wartet|heißt|heissen|ist|kümmert sich|kümmern sich)(?: (?:die|der|das|den))? (?=[A-ZÀ-Þ])"
    r"|\b\w+(?:en|eln|ern) wir\b[^.:]{0,60}?\b(?:über|mit|bei|via|durch|in|an|von|auf)(?: (?:der|dem|den))? (?=[A-ZÀ-Þ])"
    r"|\b(?:est|sont|passe(?:nt)?|part(?:ent)?|va|vont|vien(?:t|nent)|transite(?:nt)?|tourne(?:nt)?|se \w+t)(?: [a-zà-ÿ]+)? "
    r"(?:chez|par|avec|sur|dans|via|de|à|auprès de) (?:l[ae] |les )?(?=[A-ZÀ-Þ])"
    r"|\b(?:est|sont) \w+(?:[éiu]e?s?|ise?s?|ite?s?) (?:\w+ )?(?:par|à|avec|chez|dans|sur|via) (?:l[ae] |les )?(?=[A-ZÀ-Þ])"
    r"|\b(?:[Cc]['’]est|[Nn]ous avons|[Nn]ous utilisons) (?=[A-ZÀ-Þ])"
    r"|\b[Nn]ous \w+ons\b[^.:]{0,60}?\b(?:avec|chez|par|via|sur|dans|à) (?=[A-ZÀ-Þ])"
    r"|\b(?i:notre|nos|le|la|les) (?:[\w'’-]+ ){1,3}?(?:est|sont) (?=[A-ZÀ-Þ])"
)
#: What is said of somebody whom the owner does not use: its officer, who certifies it, an authority, its group, a shop;
#: of what works with something, of what has changed, and of what the reader or customer decides.
_OF_OTHERS = re.compile(
    r"\b(?:data protection officers?|dpo|privacy officer|datenschutzbeauftragte\w*|délégué\w* à la protection|representatives?|"
    r"vertreter\w*|représentant\w*|supervisory|authorit\w+|aufsichts\w*|autorités?|behörden?|certified|zertifi\w+|certifi\w+|"
    r"audit\w*|auditiert|registered|eingetragen|immatricul\w+|owned|subsidiar\w+|tochter\w*|filiales?|affiliated|acquired|"
    r"complain\w*|beschwer\w*|réclamation|according to|gemäß|laut|selon|based on|agreements?|contracts?|vertr[aä]ge?|contrats?|"
    r"written|signed|published|posted|publiée?s?|bekannt|listed|maintained|court|gericht|tribunal|law|recht|droit|legal basis|"
    r"rechtsgrundlage|base légale|available|verfügbar|erhältlich|disponibles?|browsers?|navigateurs?|édit\w+|"
    r"developed|entwickelt|développée?s?|herausgegeben|(?:is|ist|est) (?:operated|betrieben|exploité)\w*|"
    r"(?:works?|runs?|funktionier\w+|fonctionne\w*|läuft|tourne) (?:with|in|mit|avec|dans)|app stores?|"
    r"add-?(?:on|in)s?|plug-?ins?|extensions?|compatib\w+|kompatib\w+|comparable\w*|vergleichbar\w*|"
    r"export\w*|redirect\w*|weitergeleitet|channels?|contributors?|keys?|in mind|exige\w*|"
    r"if|when|unless|only|optional\w*|you|wenn|falls|sofern|sobald|nur|einstellen|si|lorsque|quand|uniquement|(?<!-)vous|"
    r"par le client|request|demande|wunsch|"
    r"hinzugekommen|entfallen|removed|added|replac\w+|remplac\w+|ersetzt|retirée?s?|ajoutée?s?|travaillions|utilisions)\b"
    r"|\b(?:our|the|unser\w*|der|die|notre|nos|le|la) (?:[\w-]+ ){0,2}(?:competitors?|customers?|clients?|kunden?|"
    r"konkurrent\w*|wettbewerber\w*|concurrents?|mutter\w*|\w*konzern|maison mère|"
    r"parent(?: company)?|founders?|"
    r"gründer\w*|fondat\w+|team|équipe|"
    r"bank|banque|insurers?|assureurs?|versicher\w*|landlord|vermieter\w*|bailleur|investor\w*|shareholders?)\s+"
    r"(?:is|are|ist|sind|est|sont|comes?|kommt)\b",
    re.I,
)
#: A sentence that begins with who does something for the owner: "Acme does our payroll", "Acme betreut unsere Computer".
_OURS = re.compile(
    r"(?:(?:Die|Der|Das|The|La|Le|L['’])\s*)?([A-ZÀ-Þ][^:]{1,120}?)\s+(?:does|handles?|hosts?|process(?:es)?|runs?|manages?|sends?|"
    r"prints?(?: and posts?)?|posts?|delivers?|stores?|keeps?|provides?|operates?|maintains?|supports?|looks? after|"
    r"takes? care of|cleans?|destroys?|shreds?|translates?|answers?|records?|monitors?|backs? up|"
    r"macht|betreut|druckt|hostet|übernimmt|verschickt|versendet|wartet|pflegt|betreibt|erledigt|speichert|verarbeitet|führt|bucht|"
    r"vernichtet|reinigt|überwacht|sichert|"
    r"fait|gère|héberge|imprime|envoie|assure|traite|stocke|maintient|opère|fournit|s['’]occupe de|détruit|livre|tient|"
    r"sauvegarde) "
    r"((?:all )?(?:our|unsere?[nrms]?|notre|nos)\b.*)$",
    re.S,
)
#: Whom somebody is who works for the owner of a page.
OUR_PROVIDER = (
    r"(?:is|are|ist|sind|est|sont)\s+(?:our|unsere?|notre|nos)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:[\w-]*providers?|suppliers?|vendors?|partners?|(?:sub-?)?processors?|host|contractors?|tools?|platforms?|"
    r"\w*dienstleister\w*|\w*anbieter\w*|\w*partner\w*|hoster|\w*auftragsverarbeiter\w*|lieferant\w*|"
    r"prestataires?|fournisseurs?|partenaires?|h[ée]bergeurs?|sous-traitants?|outils?)"
    r"(?:\s+(?:technique|d['’]h[ée]bergement))?"
)
#: A sentence that begins with one: "Acme is our provider for payments".
_IS_OURS = re.compile(
    r"(?!(?:Here|There|Th[ei]se?|Those|They|It|Below|Hier|Dies\w*|Folgende\w*|Das|Es|Sie|Voici|Ce\w{0,2}|Ils?|Elles?)\b)"
    rf"([A-ZÀ-Þ][^:]{{1,120}}?)\s+(?i:{OUR_PROVIDER})\b(.*)$",
    re.S,
)
#: A sentence that begins with who is used: "Acme (Ireland) is used for payments".
USED_FOR = re.compile(
    r"([A-ZÀ-Þ][^:]{1,120}?)\s+(?:(?:is|are)(?: \w+)? used(?! by)|(?:wird|werden)(?=.*\b(?:eingesetzt|genutzt|verwendet)\b)|"
    r"(?:est|sont)(?: \w+)? utilisée?s?)\b(.*)$",
    re.S,
)
#: Titles of what companies of the owner's group do for it, and a sentence that begins with one of those.
OF_GROUP = re.compile(
    r"\b(?:affiliates?|affiliated (?:companies|entities)|subsidiaries|group (?:companies|entities)|"
    r"tochtergesellschaften|(?:konzern|gruppen)(?:unternehmen|gesellschaften)|verbundene unternehmen|filiales|"
    r"(?:societes|entites) (?:affiliees|du groupe))\b"
)
DOES = re.compile(
    r"(?:(?:(?:The|Our|Les|Nos|Die|Unsere)\s+)?(?:[\w-]+\s+)?(?i:teams?|staff|employees|colleagues|équipes|collaborateurs|salariés|"
    r"mitarbeite\w+|kolleg\w+)\s+(?:(?:of|at|from|de|chez|der|von|bei)\s+|d['’]))?"
    r"([A-ZÀ-Þ][^:]{1,120}?)\s+(?:(?:may|can|also|will|kann|können|darf|dürfen|peut|peuvent|pourra|pourront)\s+){0,2}(?:provides?|supports?|process(?:es)?|"
    r"handles?|hosts?|stores?|delivers?|performs?|runs?|operates?|access(?:es)?|has access|have access|unterstütz(?:t|en)|"
    r"verarbeite(?:t|n)|erbring(?:t|en)|betreib(?:t|en)|hoste(?:t|n)|speicher(?:t|n)|"
    r"(?:hat|haben) (?:\w+ ){0,3}(?:Zugriff|Zugang)|auf (?:\w+ ){1,4}zugreifen|fourni(?:t|r|ssent)|"
    r"assure(?:r|nt)?|traite(?:r|nt)?|"
    r"héberge(?:r|nt)?|accède(?:nt)?|accéder|"
    r"intervien(?:t|nent)|intervenir|a accès|ont accès|avoir accès)\b(.*)$",
    re.S,
)
_NAMED_OWNER = re.compile(
    rf"((?:[A-ZÀ-Þ][\w.&-]*,? ){{1,5}}){ALSO}(?:uses|relies on|engages|works with|nutzt|verwendet|setzt|beauftragt|utilise|"
    r"recourt à|fait appel à)\b"
)
#: What denies it, or says it of the past or of another controller.
DENIED = re.compile(
    r"\b(?:not|never|no longer|stopped|cannot|nicht|nie|niemals|keine?[mnrs]?|aucune?|jamais|formerly|previously|until|früher|"
    r"ehemals|bisher|auparavant|cessé|"
    r"as (?:the |a |an |data |independent )*controllers?|als verantwortlicher?|responsable d[ue] traitement)"
    r"\b|n['’]t\b|\b(?:ne|n['’]) ?\w+ (?:pas|plus|point)\b|\bpas\b",
    re.I,
)
PLANS = re.compile(
    r"\b(?:we will|will (?:soon |start )?us\w+|plan to|intend to|planen|künftig|zukünftig|demnächst|werden wir|"
    r"prévoyons|prochainement|à l['’]avenir|soon)\b",
    re.I,
)
MAY = re.compile(r"\b(?:may|might|können|könnten|pouvons|pourrons)\b", re.I)
NAME = re.compile(
    r"[A-ZÀ-Þ0-9][\w.&'’+-]*(?:,? (?:&|(?:de|der|of|and|und|et) (?=[A-ZÀ-Þ])|[A-ZÀ-Þ0-9][\w.&'’+-]*)){0,8}"
)


_SMALL = (
    "and",
    "und",
    "et",
    "der",
    "of",
    "de",
    "in",
    "from",
    "aus",
    "à",
)  # words in names and before their towns


def does_ours(sentence: str) -> re.Match[str] | None:
    """Who does something for the owner at the beginning of a sentence, and what: "Acme does our payroll"."""
    return None if _OF_OTHERS.search(sentence) else _OURS.match(sentence) or _IS_OURS.match(sentence)


def is_subject(words: str) -> bool:
    """Whether words are nothing but names with what stands in brackets behind them: "Acme (Ireland) and Bolt"."""
    plain = re.sub(r"\([^()]*\)", " ", words).replace(",", " ").split()
    return all(not word[0].islower() or word in _SMALL for word in plain)


def statement(sentence: str, others: Collection[str]) -> re.Match[str] | None:
    """What in a sentence says that the owner of the page uses what follows; None when another one does, or nobody."""
    if own := OWN.search(sentence):
        return own
    goes = None if _OF_OTHERS.search(sentence) else _GOES.search(sentence)
    passive = None if _MADE.search(sentence) else _PASSIVE.search(sentence)
    found = _NAMED_OWNER.match(sentence) or passive or goes
    if found is None or (subject := NAME.match(sentence)) is None:
        return found
    words = subject[0].split()
    heads = [" ".join(words[:taken]) for taken in range(len(words), 0, -1)]
    of_others = any(catalogue().find(head) or without_legal_form(head) in others for head in heads)
    of_itself = re.match(rf"\W*{re.escape(words[0])}\b", sentence[found.end() :]) is not None
    return None if of_others or of_itself else found  # "Acme is operated by Acme Ltd"
