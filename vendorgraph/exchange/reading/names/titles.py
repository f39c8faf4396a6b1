"""What headings and sentences around lists say of them: another subject, others than vendors, a log of changes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources

from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.text import parse_yaml

#: Words that say that a page, heading or sentence is about vendors.
ABOUT = re.compile(
    r"sub ?pro[cz]es|sub ?contract|processors?\b|vendor|supplier|service providers?|third part|sous traitant|prestataire|"
    r"fournisseur|destinataire|hoster|hebergeur|unterauftrag|auftragsverarbeit|auftragnehmer|dienstleister|anbieter|subunternehm|lieferant|"
    r"affiliat|subsidiar|filiale|tochter|konzern|group compan|"
    r"(?:compan(?:y|ies)|firms) (?:of|in|within) (?:the |our )?(?:\w+ )?group\b|"
    r"(?:unternehmen|gesellschaften) (?:der|unserer) (?:\w+ )?(?:unternehmens)?gruppe\b|(?:societes|entreprises) du groupe\b|"
    r"entit\w+ (?:\w+ )?(?:of|de|du|in|der|aus) (?:\w+ )?grou?p|recipient|empfanger|partner|"
    r"shared? (?:your |the |personal |any |this ){0,3}(?:data |information )?with\b|"
    r"(?:who|whom) (?:\w+ ){0,2}(?:sees|gets|receives|stores|hosts|processes|handles|looks after|holds|keeps|has|manages) "
    r"(?:it|them|\w+ (?:\w+ )?data|data)\b|"
    r"wer (?:\w+ ){0,3}(?:sieht|erhalt|bekommt|speichert|verarbeitet|hilft|hat (?:\w+ )?daten)\b|"
    r"wer (?:\w+ ){0,4}daten (?:\w+ ){0,2}(?:kummert|betreut)\b|"
    r"qui (?:\w+ ){0,2}(?:voit|recoit|heberge|conserve|stocke|traite|aide|garde|detient|gere|s occupe|a acces) "
    r"(?:\w+ ){0,2}(?:donnees|a)\b|"
    r"(?:compan(?:y|ies)|firms?|firmen|unternehmen|entreprises?|societes?) (?:(?:that|which|who|die|qui) (?:\w+ ){0,2}?"
    r"(?:help|hold|work|assist|process|store|helfen|arbeiten|verarbeiten|aide|travaille|traite|detien|conserve)\w*|"
    r"we (?:use|work|rely)|"
    r"mit denen wir|avec (?:lesquelles|qui) nous)\b|"
    r"(?:who|whom) (?:do )?we (?:share|disclose|pass|give)\b|an wen (?:wir|geben|werden)\b|a qui (?:nous|transmettons)\b|"
    r"\bproviders\b|"
    r"services? (?:que nous|tiers|externes?|utilises|integres|we (?:use|rely))|"
    r"tools? we use|outils? (?:que nous )?utilis|external (?:services|tools)|(?:embedded|integrated) (?:services|tools)|"
    r"(?:genutzte|eingesetzte|verwendete|externe|eingebundene|eingebettete|integrierte) (?:dienste|tools)|dienste die wir"
)
#: Headings under which the owner of a page names itself.
OWNER = (
    r"^(?:\d+ )*(?:who we are|about us|who is (?:the |your )?(?:data )?controller|(?:data )?controller|imprint|legal notice|"
    r"wer (?:wir sind|ist verantwortlich)|uber uns|verantwortliche(?:r|stelle)?|verantwortliche stelle|impressum|"
    r"anbieterkennzeichnung|"
    r"qui sommes nous|responsable (?:du|de) traitement|editeur(?: du site)?|mentions legales|a propos)$"
)
#: What a sentence before a list says of all of it: "These are not sub-processors, because …".
DENIED = re.compile(
    rf"\b(?:(?:are|is) (?:not|no)|(?:sind|ist) keine?|(?:sont|est) pas(?: des| un)?)(?: \w+){{0,2}}? (?:{ABOUT.pattern})"
    r"(?!.*\b(?:but|however|aber|jedoch|mais|cependant|toutefois)\b)"
)
#: What a sentence says of all of a list below it: "We never share your data with them."
SHARED_NOT = re.compile(
    r"\b(?:never|not|nie|niemals|nicht|keine|jamais|pas|aucune)\b(?!.*\b(?:only|but|except|nur|sondern|mais|sauf|uniquement)\b)"
    r".*\b(?:shared?|send|pass|teilen|geben|ubermitteln|partageons|transmettons)\b"
    r".*\b(?:with|to|an|avec|a)? ?(?:them|ihnen|sie|eux)$"
)
#: Titles of what data are collected.
COLLECTED = re.compile(
    r"(?:data|information) (?:that )?(?:we )?collect|collected (?:personal )?(?:data|information)|(?:erhobene|gesammelte) daten|"
    r"donnees (?:que nous )?collecte"
)
#: Words of headings whose lists are of something else, unless what they list is plainly vendors.
ELSE = re.compile(
    r"\b((?:which|what|about the|kinds? of|types? of) (?:personal )?data\b|welche daten|quelles donnees|categor|kategori|"
    rf"{COLLECTED.pattern}|"
    r"(?:schluss|gerichts)(?:bestimmung|stand)|dispositions (?:finales|diverses)|final provisions|"
    r"intern(?:al|es?|er?)?\b|"
    r"definition|glossar|glossaire|begriff|"
    r"criteri|kriteri|critere|rights?\b|rechte\b|droits\b|changes|updates|anderungen|modifications|mises a jour|"
    r"(?:zutritts?|zugangs?|zugriffs?|weitergabe|eingabe|auftrags|verfugbarkeits|trennungs)kontrolle|"
    r"measures|massnahmen|mesures|contact|kontakt|how (we|to)|not (on|in)\b|objection|widerspruch|pflichten|obligations|faq|"
    r"certif|zertifi|due diligence|qualification|"
    r"vetting|assessment|selection criteria|auswahl|anforderungen|exigences|evaluation|"
    r"(?:kontroll|auskunfts|weisungs)rechte\b|au sein de|within (?:our|the)\b|innerhalb\b|"
    r"(?:related|verwandte|weitere) (?:documents?|dokumente|pages|links)\b|documents? (?:lies|associes|connexes)\b|"
    r"see also\b|siehe auch\b|voir aussi\b|"
    r"security and compliance\b|sicherheit und compliance\b|securite et conformite\b|"
    r"reviews?\b|zeitplan|calendrier\b|rules?\b|reminders?\b|procedures?\b|regeln?\b|verfahren\b|regles?\b|rappels?\b|"
    r"changelog|history|cookies|notes?\b|hinweise?\b|remarques?\b|questions?\b|fragen\b|"
    r"anmerkung(?:en)?\b|erlauterungen\b|foot ?notes?\b|fussnoten?\b|renvois\b|"
    r"(?:privacy|security) (?:polic(?:y|ies)|notices?|statements?)\b|datenschutz(?:erklarung|hinweis|richtlinie)\w*|"
    r"politiques? de confidentialite\b|(?:processing|privacy) agreements$|dpas$|"
    r"(?:data|daten|donnees) (?:residency|locations?)\b|"
    r"where (?:is |are )?(?:your|our|the) data (?:is |are )?(?:stored|kept|lives?|located|hosted|resides?)\b|"
    r"(?:server|speicher)(?:standort|ort)e?\b|wo (?:\w+ ){0,2}daten\b|ou sont\b|localisation des donnees\b|"
    r"(?:what|data that|was|daten die|ce qui|donnees qui) (?:\w+ )?(?:never|nie|niemals|jamais|ne)\b|"
    r"(?:hosting|available) regions\b|environments?$|umgebungen$|environnements?$|"
    r"retention\b|how long (?:do )?we\b|speicherdauer\b|aufbewahrung|losch(?:frist|konzept)|"
    r"durees? (?:s )?(?:de )?conservation\b|"
    r"(?<!that process )(?<!who process )(?<!which process )(?<!that handle )(?<!that receive )"
    r"(?:sensitive|special categor\w+ of|health) data\b"
    r"(?! (?:with|to)\b)|data elements\b|donnees sensibles\b|besondere (?:daten|kategorien)\b|"
    r"risks?\b|risiken\b|risques?\b|"
    r"legal bas[ei]s\b|rechtsgrundlagen?\b|bases? legales?\b|"
    r"(?:details|description|gegenstand|nature|objet) (?:of|der|du|des) (?:the )?(?:processing|verarbeitung|traitements?)\b|"
    r"legend[es]?\b|plans\b|"
    r"scope\b|geltungsbereich\b|champ d application\b|pricing\b|service levels?\b|architecture\b|review dates?\b)"
)
#: The title of a contract that holds a list among much else says nothing about its other lists.
CONTRACT = re.compile(
    r"\bauftragsverarbeitungs? ?(?:vertrag|vereinbarung)\w*|\b(?:vertrag|vereinbarung) (?:\w+ ){0,3}auftragsverarbeitung\b|"
    r"\b(?:data )?processing (?:agreement|addendum|terms)\b|"
    r"\b(?:contrat|accord|convention|avenant) (?:\w+ ){0,3}(?:sous traitance|traitement)\b"
)
#: What a title says of vendors that get no personal data, and of what the owner of the page runs itself.
_NO_DATA = (
    r"\b(?:no|without|never|not (?:\w+ )?) ?(?:any )?(?:access to |process(?:ing)? |receiv(?:e|ing) |handl(?:e|ing) |see |get |"
    r"touch |stor(?:e|ing) )(?:any )?(?:(?:personal|customer|client|user|your) )+data$|"
    r"\b(?:receive|get|see|handle|process|store|with) no (?:(?:personal|customer|client|user|your) )+data$|"
    r"\bohne (?:zugriff auf|verarbeitung|zugang zu|kontakt mit) (?:\w+ )?(?:personenbezogene\w*|kunden\w*)\b|"
    r"\bohne personenbezug\b|"
    r"\bkeine\w* personenbezogene\w* daten (?:erhalten|verarbeiten|bekommen|sehen)$|"
    r"\b(?:sans|(?:n ayant|n ont) (?:pas|aucun)) acces aux donnees|"
    r"\b(?:sans|without|ohne) (?:customer|client|personal|user|personenbezogene\w*|kunden|nutzer) ?(?:data|daten)$|"
    r"\bsans donnees (?:(?:des? |d )?(?:clients?|utilisateurs?|personnelles?)|a caractere personnel)$|"
    r"\bne (?:trait|recev|recoiv)\w+ (?:aucune|pas (?:de )?)(?: ?donnees?)?|\btraitant aucune donnee"
)
_OURSELVES = (
    r"\b(?:run|host|operate|manage)(?:d|s)? (?:\w+ )?(?:ourselves|by (?:us|ourselves)|in house)\b|\bourselves$|"
    r"^self (?:hosted|operated) (?:services?|tools?|software|systems?)(?: no sub ?processors?)?$|\bour own servers\b|"
    r"\bselbst (?:betrieben|gehostet|betreib|gehost|host)\w*|\bselbstgehostet\w*|^(?:im )?eigenbetrieb\b|"
    r"\bnous memes\b|\bauto heberge\w*|\bpar nos soins\b"
)
#: What a title says of what the owner of a page does for others.
_AS_PROCESSOR = (
    r"\b(?:traitements|verarbeitung(?:en|statigkeiten)|processing(?: activities)?) (?:\w+ )?(?:en (?:qualite|tant) de|als|as)"
    r"(?: an?)? (?:sous traitant|auftragsverarbeiter|auftragnehmer|processor)$"
)
DENIES_BELOW = re.compile(
    rf"{_NO_DATA}|{_OURSELVES}|{_AS_PROCESSOR}"
)  # and what stands under titles below such a one
NONE = re.compile(
    rf"{DENIES_BELOW.pattern}|\bdeliberately avoid|\bbewusst nicht\b|"
    rf"\b(not|no|keine|nicht|pas|aucun)\b(?: \w+){{0,3}}? (?:{ABOUT.pattern})"
    r"|(?:^|(?:services?|tools?|vendors?|(?:sub ?)?processors?|dienste|anbieter|dienstleister|(?:unter)?auftrags?\w+|outils|"
    r"prestataires|sous traitants) )(?:currently |derzeit |aktuell )?"
    r"(?:not|nicht|non|pas) (?:currently |derzeit |aktuell |yet )?(?:used|in use|genutzt|verwendet|eingesetzt|utilises?)$"
    r"|\bnicht (?:von (?:\w+ ){1,2})?(?:genutzte|verwendete|eingesetzte)n? \w+(?: \w+)?$"
    r"|\bwe (?:do not|don t|never) use$|\bwir (?:\w+ )?nicht (?:nutzen|verwenden|einsetzen)$"
    r"|\bnous n utilisons (?:pas|plus|jamais)$"
    rf"|^(?:\d+ )*(?:what|was|ce que) (?:\w+ ){{0,2}}?(?:{ABOUT.pattern})\w*(?: \w+)? "
    r"(?:(?:may|must|can|should|durfen|mussen|sollen|konnen|peuvent|doivent) (?:not|never|nicht|nie|niemals|pas|jamais)|cannot|"
    r"promise|commit|agree|zusagen|s engagent)\b"
    rf"|{OWNER}|\b(known gaps|open (?:points|items|questions)|next steps|to ?dos?$|offene (?:punkte|fragen)|points ouverts)\b"
)
#: What a sentence announces that is no list of vendors: "The processor takes the following measures:".
OF_ELSE = re.compile(
    r"\b(?:der|die|the|le|la) (?:auftragsverarbeiter|auftragnehmer(?:in)?|(?:data )?processor|supplier|provider|sous traitant|"
    r"prestataire)\b.*(?:"
    r"\bfolgende[nrs]? (?:\w+ )?(?:leistung|daten|kategorie|person|massnahme|recht|zweck|pflicht|information|angabe|punkt|"
    r"aufgabe|schritt|kriteri|anforderung|bedingung)[a-z]{0,3}\b|"
    r"\bfollowing (?:\w+ ){0,2}(?:services|data|categor\w+|measures|rights|purposes|obligations|information|steps|criteria|"
    r"requirements|conditions|activities|tasks|principles)\b|"
    r"\b(?:prestations|donnees|categories|mesures|droits|finalites|obligations|informations|etapes|criteres|conditions|"
    r"activites|taches|principes) (?:\w+ )?suivante?s?\b)"
)
#: What a sentence says of vendors that stand above it.
ABOVE = re.compile(
    r"\b(?:(?:listed|named|mentioned|sub ?processors?|vendors?|providers?|suppliers?|those|them) above|"
    r"above (?:listed|named)|(?:some|several|most|many|all|any) of the above|(?:einige|mehrere|alle) der oben|"
    r"(?:certains|plusieurs|tous) des prestataires ci dessus|(?:oben|vorstehend) (?:genannt|aufgefuhrt|gelistet)\w*|"
    r"(?:listes|cites|mentionnes|nommes|(?:sous )?traitants|prestataires) ci dessus)\b"
)
#: The processor that a contract is with, and whom it uses by its own words.
_PARTY = re.compile(
    r"\b(?:der|die|des|dem|den|the|le|la|du|au) (?:auftragsverarbeiter(?:in|s)?|auftragnehmer(?:in|s)?|anbieter(?:in|s)?|"
    r"(?:data )?processor|supplier|provider|sous traitant|prestataire)\b"
)
_EMPLOYS = re.compile(
    r"\b(?:folgende\w* (?:unternehmen|firmen|gesellschaften|dritte|anbieter|partner)|"
    r"following (?:compan\w+|firms|entities|parties)|"
    r"(?:societes?|entreprises?|organismes?|tiers|acteurs) suivante?s?)\b|"
    r"\b(?:confie|designe|retenu|autorise\w*|intervenir|weiter|setzt|einsatz|eingesetzt|nutzt|beauftragt|bedient|verwendet|hinzuziehung|uses|engages|employs|relies|works|utilise|recourt|"
    r"fait appel|s appuie|emploie)\b"
)
#: Titles of more about vendors that are listed above.
DETAILS = re.compile(r"\b(?:details|einzelheiten|precisions|further information|weitere angaben)\b")
#: Titles of what has changed.
LOG = re.compile(
    r"\b(change ?logs?|(?:change|revision|version|update|document|incident) history|history of (?:changes|revisions|"
    r"versions)|"
    r"release notes|historique des incidents|vorfallhistorie|"
    r"anderungs(?:historie|protokoll|verzeichnis|verlauf)|versions(?:historie|verlauf)|historie|"
    r"historique(?: (?:des|de) \w+)?|journal des (?:modifications|changements|versions)|suivi des (?:modifications|"
    r"versions))\b"
)
#: Titles below which a sentence says who hosts the page.
HOSTING = re.compile(r"\b(?:hosting|hosted|hebergement|heberge|webhosting)\b")
#: Titles of lists of vendors and of the companies of one's own group, which are no names of vendors.
GROUP = re.compile(
    r"\b(?:affiliates|subsidiaries|group companies|tochtergesellschaften|konzernunternehmen|filiales|sous traitants)\b|"
    r"\b(?:sub ?processors|service providers|unterauftrag(?:sverarbeiter|nehmer|nehmende)|auftragsverarbeiter|dienstleister)$"
)
_NUMBERED = r"(?:(?:\d+|article|artikel|annex|annexe|anlage|anhang|[a-e]) )*"
_OURS = r"(?:(?:our|your|the|some|of|unsere?|ihre|die|der|nos|vos|notre|les?|la|l) )*"


def is_of_party(text: str) -> bool:
    """Whether words speak of the processor that a contract is with, and of no vendor that it uses."""
    words = key(text)
    rest = _PARTY.sub(" ", words)
    return rest != words and not ABOUT.search(rest) and not _EMPLOYS.search(words)


@cache
def _others() -> Mapping[str, re.Pattern[str]]:
    """Who or what others than vendors are, with the pattern of the titles under which they stand."""
    text = resources.files("vendorgraph.exchange").joinpath("data/titles.yaml").read_text("utf-8")
    titles = {who: "|".join(patterns) for who, patterns in parse_yaml(text).items()}
    return {
        who: re.compile(rf"{_NUMBERED}{_OURS}(?:{one})(?: (?:and|und|et|or|oder|ou) (?:{one}))*")
        for who, one in titles.items()
    }


#: What titles such as "Follow us" and "Products" stand above.
OF_OWNER = "pages of the owner"


def other_subject(title: str) -> str | None:
    """Who or what stands under a title that says nothing else and is no vendor: "customers" of "Our customers"."""
    words = key(title)
    return next((who for who, titles in _others().items() if titles.fullmatch(words)), None)
