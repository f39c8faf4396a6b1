"""What begins a bullet as a name does and is none: an instruction to the reader, or the label of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.instruments import read_instruments
from vendorgraph.exchange.reading.names.companies import ASIDE, is_company, is_formed
from vendorgraph.exchange.reading.places.placewords import plain, scan
from vendorgraph.exchange.reading.places.resolve import only_places
from vendorgraph.exchange.vendors import catalogue

INSTRUCTION = "is an instruction, no vendor"
PAPER = "is an instrument of transfers, no vendor"
RECIPIENTS = "is a kind of recipient, no vendor"
SENTENCE = "is a sentence, no vendor"
TO_SIGN = "is a line to sign, no vendor"
PARTY = "is a party to the contract, no vendor"
CERTIFICATE = "is a certificate, no vendor"
PLACE = "is a place, no vendor"
LABEL = "is the label of a paragraph, no vendor"
_DO = (
    r"(?:sign|execute|review|check|verify|ensure|confirm|enable|disable|configure|complete|accept|request|download|set up|"
    r"make sure|create|open|write|send|update|contact|add|remove|use|see|read|ask|choose|select|click|visit|follow|please|"
    r"submit|notify|keep|note|prufen|erstellen|offnen|senden|schreiben|bitte|siehe|unterzeichnen|aktivieren|"
    r"verifi(?:er|ez)|cre(?:er|ez)|ouvr(?:ir|ez)|envoy(?:er|ez)|sign(?:er|ez)|consult(?:er|ez)|voir|contact(?:er|ez)|"
    r"activ(?:er|ez)|localiser|accepter|archiver|valider|telecharger|completer|ajouter|supprimer|remplir|demander|signaler|informer)"
)
_BEGINS = re.compile(
    rf"{_DO} (?:the|an?|your|our|this|all|any|with|to|on|sie|den|die|das|ihren?|votre|vos|le|la|les|un|une)\b"
)
_FIRST_WORD = re.compile(rf"{_DO}\b\s*", re.I)
_OF_PAPERS = re.compile(
    rf"{_DO}\b.*\b(?:dpa|avv|sccs?|addendum|agreement|terms|documentation|contract|vertrag|contrat|accord|clauses|klauseln)\b"
)
#: What paragraphs about a list are called, in English, French and German.
_OF_PARAGRAPH = re.compile(
    r"(?:(?:customer|client|user|prior|advance|change|data|security|vendor|sub ?processor|our|your|the|general|right to) )*"
    r"(?:subject matter|nature(?: of (?:the )?processing)?|gegenstand(?: der verarbeitung)?|nature du traitement|"
    r"sub ?processors?|processors|unterauftrag(?:sverarbeiter|nehmer)|auftragsverarbeiter|sous traitants?(?: ulterieurs?)?|"
    r"notifications?|notices?|objections?|object|contacts?|due diligence|audits?|security|scope|changes?|updates?|"
    r"questions?|"
    r"important|notes?|last updated?|effective date|review(?:ed)?(?: cycle)?|onboarding|selection|assessment|oversight|"
    r"monitoring|safeguards?|transfers?|international transfers?|retention|deletion|liability|contracts?|confidentiality|"
    r"(?:objection|notice|notification) periods?|engagement|obligations?|requirements?|responsibilit(?:y|ies)|rights?|"
    r"benachrichtigung(?:en)?|ankundigung(?:en)?|mitteilung(?:en)?|zustimmung|genehmigung|frist(?:en)?|prealable|preavis|"
    r"widerspruch(?:srecht)?|kontakt|anderungen|hinweise?|stand|prufung|auswahl|haftung|pflichten|"
    r"drittland(?:s)?ubermittlung|garantien|widerspruchsfrist|kundenbenachrichtigung|"
    r"notifications? (?:du|des|aux) clients?|droit d opposition|opposition|modifications?|mises? a jour|remarques?|"
    r"obligations?|"
    r"datenspeicherung|speicherung|rechtsgrundlagen?|rechtsgrundlage fur \w+|datenschutz|datensicherheit|sicherheit|"
    r"data (?:storage|use|usage|protection)|legal basis|stockage des donnees|base legale|securite|"
    r"(?:contractual|technical|organi[sz]ational|additional|supplementary) measures|"
    r"(?:vertragliche|technische|organisatorische|zusatzliche|erganzende) massnahmen|"
    r"mesures (?:contractuelles|techniques|organisationnelles|supplementaires|complementaires)|"
    r"(?:cadre|mentions) legale?s?|legal framework|rechtlicher rahmen|responsable du traitement|"
    r"garanties|transferts?(?: hors ue)?|delai d opposition|information du client|"
    r"informations?(?: clients?| importantes?)?|objet|gegenstand|purpose of this document|statut|status|"
    r"(?:art|artikel|article) \d+(?: (?:abs|al|par|para|paragraph|alinea) \d+)*(?: (?:gdpr|dsgvo|rgpd|ds gvo|uk gdpr))?)"
    r"(?: (?:period|process|policy|procedure|management|of changes|to customers|right|rights|and \w+|und \w+|et \w+))?"
)
#: The rights of data subjects by their names, and any words with the article of a law behind them.
_OF_RIGHTS = re.compile(
    r"(?:(?:right|droit|recht) (?:(?:of|to|de|d|a|au|auf) )?(?:(?:la|l|data) )?)?(?:access|rectification|erasure|deletion|"
    r"portability|restriction|objection|auskunft|berichtigung|loschung|einschrankung|datenubertragbarkeit|widerspruch|widerruf|beschwerde|"
    r"acces|effacement|portabilite|limitation|opposition|reclamation)(?:srecht)?"
)
_WITH_ARTICLE = re.compile(r"\((?:Art\.?|Artikel|Article|§)\s*\d", re.I)
#: What is promised not to be done or to be there: "No training", "Keine Speicherung", "Mesures en place".
_PROMISED = re.compile(
    r"(?:no|not|never|kein(?:e|en|er|erlei)?|niemals|pas (?:d|de|des|du)|aucune?|jamais) \w+|"
    r"(?:\w+ ){1,3}(?:in place|vor ort|en place|sur place|sur site|on site)$"
)
#: What says where or when data are, and not who has them: "EU region", "Primärregion", "All servers", "At rest".
_OF_WHERE = re.compile(
    r"(?:(?:us|eu|uk|ue|eea|primary|secondary|backup|failover|main|default|all|alle|tous les|toutes les) )*"
    r"(?:(?:haupt|primar|sekundar|ausweich|ersatz)?regionen|(?:haupt|primar|sekundar|ausweich|ersatz|server)?(?:region|"
    r"standort)|"
    r"regions|servers?|serveurs)(?: (?:principale|secondaire|de secours|par defaut))?|"
    r"primary|secondary|failover|primar|sekundar|principale?|secondaire|"
    r"in transit|at rest|en transit|au repos|im ruhezustand|(?:bei|in) der ubertragung"
)
#: Contracts and instruments by their last word, or in French by their first ones.
_OF_CONTRACT = re.compile(
    r"(?:\w+ )*(?:addendum|agreements?|clauses|adequacy decisions?|zusatzvereinbarung(?:en)?|vereinbarung(?:en)?|vertrage?|"
    r"vertragsklauseln|klauseln|angemessenheitsbeschlu(?:ss|sse))(?: (?:fur|of|for|mit|with) \w+(?: \w+)?)?|"
    r"(?:addendum|avenant|clauses|decision d adequation|accords? (?:de|d|sur)|conventions? (?:de|d)|"
    r"cadre de protection)(?: \w+)*"
)
#: Recipients that are no vendors and that no list names by name.
_OF_RECIPIENTS = re.compile(
    r"(?:public |legal |competent |government |supervisory |tax |zustandige |offentliche )?(?:authorities|behorden|"
    r"autorites)|"
    r"(?:\w+ )?data protection (?:commission|commissioner|authority|agency)|information commissioner(?: s office)?|"
    r"(?:\w+ )?datenschutz(?:behorde|kommission)|(?:\w+ ){0,3}beauftragte[rn]? (?:\w+ )?(?:fur|des|"
    r"fuer)? ?(?:den )?datenschutz\b.*|"
    r"commission nationale de l informatique.*|autorite de protection des donnees|cnil|ico|edob|pfpdt|bfdi|"
    r"courts|gerichte|(?:vergabestellen|registrierungsstellen|domain registr(?:ies|ars))(?: \w+){0,6}|"
    r"(?:other |weitere |andere |autres )?(?:government|public|regierungs|offentliche) (?:departments|bodies|agencies|"
    r"stellen)|"
    r"(?:our |authori[sz]ed |unsere |eigene )?(?:employees|staff|personnel|mitarbeiter(?:innen)?|beschaftigte)|"
    r"personnel(?: autorise| habilite)?|law enforcement|business transfers?|(?:professional|legal) advis[eo]rs|"
    r"autorites (?:publiques|competentes|judiciaires|administratives)|collaborateurs|"
    r"(?:kranken|sozial)?(?:kassen|versicherungen)|sozialversicherungstrager|finanz(?:amt|behorden)|banken|polizei|labore?|"
    r"banks|insurers|police|tax offices?|health insurers|laboratories|"
    r"banques|assureurs|mutuelles|tresor public|procureur de la republique|gendarmerie|caisses? \w+|laboratoires|"
    r"(?:(?:the|der|die|le|la|l) )?(?:customer|client|controller|auftraggeber(?:in)?|verantwortliche[rn]?|"
    r"responsable du traitement|management|board|geschaftsfuhrung|geschaftsleitung|vorstand|direction|"
    r"data protection officer|dpo|delegue a la protection des donnees|(?:externe[rn]? |betriebliche[rn]? )?"
    r"datenschutzbeauftragte[rn]?|(?:on call|support|security|privacy|legal) team|responsable (?:de la )?securite)"
)
#: What a company may hold and no company is called.
_OF_CERTIFICATE = re.compile(
    r"(?:(?:din|en|bsi) )*(?:iso|iec|soc|pci dss|hipaa|hitrust|fedramp|tisax|secnumcloud|c5|csa star|cyber essentials|hds|"
    r"nis 2|"
    r"swiss 3000|grundschutz|eprivacyseal|europrivacy)(?: (?:\d+|iec|plus|type|typ|[iv]+|level|stufe|"
    r"certified|zertifi\w+|certifie\w*))*"
)
#: What says whom to ask, before a colon.
_CONTACT = re.compile(
    r"(?:(?:your|our|data protection|privacy|postal|ihre?|unsere?|votre|notre|adresse) )*"
    r"(?:contact(?: (?:us|person|details|address))?|get in touch|"
    r"(?:any )?questions?(?: about this (?:page|list))?|enquiries|inquiries|postal address|address for notices|"
    r"(?:kontakt|ansprechpartner(?:in)?|ruckfragen|fragen|postanschrift|zustandig)(?:daten)?(?: \w+){0,2}|"
    r"postale|pour toute question|contacter|interlocuteur|responsable du traitement|verantwortlicher?|verantwortliche stelle|"
    r"(?:data )?controller|impressum|imprint|editeur)(?: (?:is|ist|est))?"
)
_LONGEST = 120  # characters of what recipients are called
_AND = re.compile(r" (?:and|und|et|or|oder|ou) ")
_PERSON = re.compile(r",\s|\s*[<(]?\S+@\S+")  # "Data protection officer, dpo@acme.test"
_TO_READER = re.compile(
    r"(?:we|our|you|your|customers?(?! (?:support|service|success|relation|care|communic|chat|onboarding|feedback|"
    r"engagement|messag|mail|e mail|account|management|experience|survey|analytic|help|ticket|portal|contact|satisfaction|"
    r"billing|crm|database|data platform|identity|review)\w*)|"
    r"the (?:customer|client|controller|processor)|if|when|before|wir|unsere?|sie|ihre?|kunden|"
    r"der (?:kunde|auftraggeber|auftragnehmer|verantwortliche)|wenn|vor|nous|notre|nos|vous|votre|"
    r"le (?:client|responsable|sous traitant|"
    r"prestataire)|les clients|"
    r"si|avant|"
    r"(?:some|most|many|several|all|each|every|einige|manche|mehrere|alle|jede[rs]?|certains?|plusieurs|tous|chaque|"
    r"where|wo|soweit|sofern|lorsqu|quand)(?: \w+){0,4}? (?:(?:sub ?)?processors?|vendors?|providers?|suppliers?|"
    r"anbieter|dienstleister|(?:unter)?auftragsverarbeiter|(?:sous )?traitants?|prestataires?|fournisseurs?))\b"
)
#: What makes words before a place or a bracket a sentence about vendors, and no name.
_STATES = re.compile(
    r"\b(?:is|are|was|were|has|have|ist|sind|war|hat|haben|wird|werden|liegt|liegen|steht|stehen|läuft|laufen|erh[aä]lt|erhalten|entf[aä]llt|"
    r"erfolgt|gilt|gelten|verlassen|verlässt|bleiben|verbleiben|leaves?|remains?|quittent|do(?:es)? not|bedarf|bedürfen|"
    r"unterliegt|muss|müssen|darf|dürfen|must|shall|applies|apply|"
    r"est|sont|ont|sera|seront|reste|restent|doit|doivent)\b"
)
_IS_REGISTERED = re.compile(
    r"(?:is|ist|est)\s+(?:(?:a|an|eine|une)\s+(?:\w+ ){1,3})?(?:registered|incorporated|eingetragen|immatricul)",
    re.I,
)
_DOES = re.compile(
    r"\b(?:contains?|provides?|offers?|enthält|enthalten|bietet|bieten|schützt|gewährt|contient|offre|prévoit|fournit)\b"
)
_CONJUNCTION = re.compile(
    r"(?:sobald|sofern|soweit|solange|as soon as|as long as|unless|dès que|tant que|lorsque)\s", re.I
)
_ARTICLE = re.compile(r"(?:the|an?|der|die|das|nach|le|la|les|une?)\s+|l['’]", re.I)
#: A party to a contract that does something: "Der Auftraggeber genehmigt …", "The Customer authorises …".
_PARTY_DOES = re.compile(
    r"(?:the|der|die|das|le|la|les|l|each|either|both|jeder?|chaque|un|ein) (?:\w+ )?(?:customer|client|controller|"
    r"processor|parties|party|provider|supplier|kunde|auftraggeber|auftragnehmer|verantwortliche|auftragsverarbeiter|vertragsparteien|parteien|"
    r"responsable|sous traitant|prestataire|titulaire|clients?)\b(?: \w+){2,}"
)
_IN_USE = re.compile(
    r"\b(?:us(?:e|es|ing)|rely on|engage|work with|verwende\w*|nutze\w*|setzen|"
    r"utilis\w+|recour\w+|fait appel)\b"
)


def why_no_vendor(name: str, said: Sequence[str], *, placed: bool = False) -> str | None:
    """Why a name, with what is said of it, is none of a vendor; None when it may be one, as where a place is given."""
    words, first = key(name), key(said[0]) if said else ""
    if is_sentence(name, said):
        return SENTENCE
    if first and _OF_PAPERS.match(first):
        return INSTRUCTION
    if is_formed(name):
        return None
    if only_places(name) and all(item.name.sort in ("country", "region") for item in scan(plain(name))[0]):
        return PLACE
    if is_recipients(name):
        return RECIPIENTS
    if _OF_CERTIFICATE.fullmatch(key(ASIDE.sub("", name))):
        return CERTIFICATE
    if read_instruments([name]) or _OF_CONTRACT.fullmatch(key(ASIDE.sub("", name))):
        return PAPER
    rest = _FIRST_WORD.sub("", name, count=1)
    if _BEGINS.match(words) or (rest != name and is_company(rest)):
        return INSTRUCTION
    to_reader = _TO_READER.match(first) and not _IN_USE.search(first) and words not in first
    if (
        (is_label(name) and not (placed and not said and _MAY_BE_NAME.fullmatch(words)))
        or _OF_WHERE.fullmatch(words)
        or (_is_of_law(name) and not placed)
        or ((to_reader or is_promise(name)) and not placed)
    ):
        return LABEL
    return None


#: Labels that with a place behind them are as likely a name: "Article 19 (UK)".
_MAY_BE_NAME = re.compile(r"(?:art|artikel|article) \d+|status|statut|objet|informations?")


def is_recipients(name: str) -> bool:
    """Whether words are recipients that no list names by name: "Authorities and courts"."""
    if len(name) > _LONGEST:
        return False
    return all(map(_OF_RECIPIENTS.fullmatch, _AND.split(key(_PERSON.split(name)[0]))))


def asks_whom(label: str) -> bool:
    """Whether a label stands before whom to ask: "Questions", "Kontakt"."""
    return bool(_CONTACT.fullmatch(key(label)))


def is_label(text: str) -> bool:
    """Whether words are what a paragraph about a list is called: "Customer notification"."""
    return bool(_OF_PARAGRAPH.fullmatch(key(text)))


def _is_of_law(name: str) -> bool:
    """Whether words are a right of data subjects or an article: "Erasure", "Art. 15 (Auskunft)", "Accès (art. 15)"."""
    bare = ASIDE.sub("", name)
    return bool(_OF_RIGHTS.fullmatch(key(bare)) or _WITH_ARTICLE.search(name)) or (
        bare != name and is_label(bare)
    )


def is_promise(text: str) -> bool:
    """Whether words begin with what is promised: "No training", "Pas de revente", "Measures in place"."""
    return bool(_PROMISED.match(key(text)))


def is_sentence(name: str, said: Sequence[str]) -> bool:
    """Whether a name, alone or with what follows it, is a sentence that does not begin with a vendor."""
    if catalogue().find(name):
        return False
    if _CONJUNCTION.match(name):
        return True  # "Sobald Acme läuft, …"
    if _PARTY_DOES.fullmatch(key(name)) and not is_company(name.split(",")[0]):
        return True
    bare = ASIDE.sub("", name)  # "Acme Ltd (whose portal is in Cork)"
    subject = _STATES.split(bare, maxsplit=1)[0]
    if subject != bare:
        if _IS_REGISTERED.match(bare[len(subject) :]):
            return True  # "Acme Ltd is registered in England"
        return len(name.split()) > 2 and (bool(_ARTICLE.match(name)) or not is_company(subject))
    if _ARTICLE.match(name) and _DOES.search(name):
        return not is_company(_DOES.split(name, maxsplit=1)[0])
    return bool(_ARTICLE.match(name)) and any(map(_STATES.match, said)) and not is_company(name)
