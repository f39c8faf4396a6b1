"""What stands around the lists of a page: headings and sentences that give places, bold lines that are headings or bullets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from vendorgraph.exchange.reading.blocks import LETTER, Block, Cell, Entry, Heading, Listing, Paragraph, Table
from vendorgraph.exchange.reading.companies import is_company, looks_like_a_name
from vendorgraph.exchange.reading.gazetteer import STREET, key, tokens
from vendorgraph.exchange.reading.headers import role_of
from vendorgraph.exchange.reading.keys import is_telling, with_labels
from vendorgraph.exchange.reading.labels import is_label
from vendorgraph.exchange.reading.names import LONGEST, read_names, split_address
from vendorgraph.exchange.reading.pieces import STOP, vendors_of, what_and_who
from vendorgraph.exchange.reading.places import names_place, only_places, read_places
from vendorgraph.exchange.reading.row import PlaceWords, collapsed
from vendorgraph.model.places import UNKNOWN

#: Words that say that a page, heading or sentence is about vendors.
ABOUT = re.compile(
    r"sub ?pro[cz]es|sub ?contract|processors?\b|vendor|supplier|service providers?|third part|sous traitant|prestataire|"
    r"fournisseur|destinataire|hoster|hebergeur|unterauftrag|auftragsverarbeit|auftragnehmer|dienstleister|anbieter|subunternehm|lieferant|"
    r"affiliat|subsidiar|filiale|tochter|konzern|group compan|"
    r"entit\w+ (?:\w+ )?(?:of|de|du|in|der|aus) (?:\w+ )?grou?p|recipient|empfanger|partner|"
    r"shared? (?:your |the |personal |any |this ){0,3}(?:data |information )?with\b|"
    r"(?:who|whom) (?:\w+ ){0,2}(?:sees|gets|receives|stores|hosts|processes|handles) (?:it|them|\w+ data|data)\b|"
    r"services? (?:que nous|tiers|externes?|utilises|we (?:use|rely))|tools? we use|outils? (?:que nous )?utilis|"
    r"(?:genutzte|eingesetzte|verwendete|externe) (?:dienste|tools)|dienste die wir"
)
_WHERE = re.compile(
    r"\b(locat|based|hosts?\b|hosted|situat|stored|stores?\b|keeps?\b|kept\b|conserv|aufbewahr|"
    r"speicher|stock|operat|processed in|process (?:\w+ ){0,3}in|"
    r"reside|situe|etabli|heberg|base|implant|ansassig|sitz|"
    r"trait\w* (?:\w+ ){0,4}(?:en|aux?|dans)\b|"
    r"transfer\w* (?:\w+ ){0,3}(?:to|aux?|en|dans|vers|nach|in)\b|"
    r"ubermittelt|ubermittlung (?:in|nach)\b|server\w* (?:\w+ )?(?:in|en)\b|serveurs? (?:\w+ )?en\b|"
    r"(?:servers?|serveurs?) (?:are|stehen|steht|stand|sont|se trouvent|se situent)|"
    r"(?:processing takes place|verarbeitung erfolgt|traitement (?:a lieu|est effectue))\b|"
    r"(?:configured|deployed|provisioned|runs?|running) (?:\w+ ){0,2}in\b|"
    r"befind|gehostet|gespeichert|standort|verarbeit\w* (?:\w+ ){0,4}in|in (?:\w+ ){1,4}verarbeitet|"
    r"in (?:the |der |den )?(?:us|usa|eu)\b)"
)
#: What a bullet begins with where its page does not say that it is one.
MARK = re.compile(rf"^\s*(?:[•·▪◦‣]\s*|{LETTER}\s+)")
#: What a sentence before a list says of all of it: "These are not sub-processors, because …".
DENIED = re.compile(
    rf"\b(?:(?:are|is) (?:not|no)|(?:sind|ist) keine?|(?:sont|est) pas(?: des| un)?)(?: \w+){{0,2}}? (?:{ABOUT.pattern})"
    r"(?!.*\b(?:but|however|aber|jedoch|mais|cependant|toutefois)\b)"
)
#: Headings under which the owner of a page names itself.
OWNER = (
    r"^(?:\d+ )*(?:who we are|about us|who is (?:the |your )?(?:data )?controller|(?:data )?controller|imprint|legal notice|"
    r"wer (?:wir sind|ist verantwortlich)|uber uns|verantwortliche(?:r|stelle)?|verantwortliche stelle|impressum|"
    r"anbieterkennzeichnung|"
    r"qui sommes nous|responsable (?:du|de) traitement|editeur(?: du site)?|mentions legales|a propos)$"
)
#: What a heading of a whole list, and none of a vendor in it, begins with.
_OF_LIST = re.compile(
    r"(?:\d+ )*(?:annex|annexe|anlage|anhang|appendix|schedule|exhibit|list of|liste d|verzeichnis|registre|register)\b"
)
_LATER = re.compile(
    r"\b(most likely|to be (?:determined|confirmed)|voraussichtlich|probablement|a determiner)\b"
)
_SMALL = (
    "our list liste third party parties the sub nos unsere of der des et und and located based in situes etablis "
    "sous traitant traitants operating operated hosted established processing storing engaged used ansassig ansassige "
    "tatig tatige situees etablies implantes bases"
)
_PLAIN = frozenset(_SMALL.split())
_BOLD_NAME = re.compile(r"\s*(?:[–—|-]\s|\(|:\s)|\n")
#: Whose servers a sentence speaks of, where it is not the vendor's; or that it denies.
OF_OURS = re.compile(
    r"\bour (?:\w+ ){0,3}(?:servers?|data cent)|\bunser\w* (?:\w+ ){0,3}(?:server|rechenz)|\bnos (?:\w+ ){0,2}serveurs|"
    r"\b(?:not|never|nicht|niemals|kein\w*|ne \w+ pas|aucune?)\b",
    re.I,
)
#: What a link to a page about a vendor is called, which is no heading.
_LINK = re.compile(
    r"\b(?:view|read|see|download|learn|open|visit|back|more|dpa|privacy|terms|ansehen|lesen|anzeigen|herunterladen|offnen|mehr|"
    r"zuruck|avv|datenschutz\w*|voir|lire|telecharger|consulter|retour|plus|politique|conditions)\b"
)
_WITHIN = re.compile(
    r"\b(?:in|within|aus|en|aux?|dans|à|at)\s+(?:the\s+|den\s+|der\s+|les?\s+|la\s+|l['’])?(?=((?-i:[A-ZÀ-Þ]).{0,100}))",
    re.I,
)
#: What says that data are processed everywhere: "processing can occur globally", "traitement mondial".
_EVERYWHERE = re.compile(
    r"\b(?:process\w*|stor(?:ed|age)|occur\w*|operat\w*|delivered|verarbeit\w*|gespeichert|traitées?|stockées?)\s+"
    r"(?P<a>globally|worldwide|weltweit|mondialement|dans le monde entier)\b|"
    r"\b(?P<b>global|worldwide|weltweite\w?)\s+(?:processing|storage|delivery|verarbeitung|speicherung)\b|"
    r"\b(?:traitement|stockage)\s+(?P<c>mondial)\b",
    re.I,
)
_PEOPLE = re.compile(
    r"\b(?:customers?|clients?|users?|people|kunden|nutzer\w*|utilisateurs|personnes)\s*$", re.I
)
#: Codes that a bracket in a sentence may hold and that are hardly ever anything else.
_OWN_CODES = "US USA UK GB EU UE EEA EWR EEE DE FR IE NL BE CH AT ES SE FI PL CA AU JP SG"
_CODES = frozenset(_OWN_CODES.split())
_RUNNING = 400  # characters of a paragraph that is running text
_LONG = 200  # characters of a paragraph that says more than a vendor in a list does
_BOLD = 7  # the level of a line that is bold as a whole
#: Roles of bold lines above what they say of one vendor: "Categories of data".
_OF_CARD = ("categories", "subjects", "retention", "mechanisms")
_MOST = 40  # lines that one card has at most
_PIECES = re.compile(r"\s*[()\[\]|;]\s*|\s+[–—-]\s+|[,:]\s+")
_DASHED = re.compile(r"(.{2,60}?)(?:\s+[–—-]\s|\s?:\s)")


def listed_paragraphs(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with paragraphs that each begin with a bold name and go on behind a dash as one list."""
    found: list[Block] = []
    run: list[Entry] = []
    for block in [*_bulleted(blocks), Heading(0, 1, "")]:
        if isinstance(block, Paragraph) and (lines := _dashed(block.cell)):
            found.append(Listing(block.line, [Entry(block.line, Cell(line)) for line in lines]))
            continue
        if (
            isinstance(block, Paragraph)
            and block.cell.strong
            and _ends_name(block.cell.strong, block.cell.text[len(block.cell.strong) :])
            and block.cell.text.startswith(block.cell.strong)
            and (len(block.cell.text) <= _LONG or is_company(block.cell.strong))
        ):
            run.append(Entry(block.line, block.cell))
            continue
        if run:
            found += [Listing(run[0].line, run)] if len(run) > 1 else [Paragraph(run[0].line, run[0].cell)]
            run = []
        found.append(block)
    return found[:-1]


def _ends_name(name: str, after: str) -> bool:
    """Whether what stands behind a name in bold goes on about it: a dash, a bracket, a colon, or an address behind a comma."""
    return bool(_BOLD_NAME.match(after) or (re.match(r",\s", after) and "\n" in after and is_company(name)))


def _bulleted(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with paragraphs that begin with the mark of a bullet as one list."""
    found: list[Block] = []
    marked: Listing | None = None
    for block, near in zip(blocks, _near(blocks), strict=True):
        lines = block.cell.text.split("\n") if isinstance(block, Paragraph) else []
        one = len(lines) == 1 and (near or MARK.match(lines[0]) is not None)
        if not isinstance(block, Paragraph) or not (one or _is_address_block(lines)):
            marked = None
            found.append(block)
            continue
        if marked is None:
            marked = Listing(block.line)
            found.append(marked)
        inner = [Entry(block.line, Cell(line)) for line in lines[1:]]
        marked.entries.append(Entry(block.line, replace(block.cell, text=MARK.sub("", lines[0])), inner))
    return found


def _is_address_block(lines: Sequence[str]) -> bool:
    """Whether lines are a company with its address, its place or its page below."""
    rest = lines[1:]
    told = (is_telling(line) or STREET.search(line) or re.match(r"https?://|www\.", line) for line in rest)
    return len(lines) > 1 and is_company(lines[0]) and all(len(line) <= _LONG for line in rest) and any(told)


def _near(blocks: Sequence[Block]) -> list[bool]:
    """Of each block whether it and one beside it are lines that begin with a company."""
    lines = [isinstance(block, Paragraph) and _begins_with_company(block.cell.text) for block in blocks]
    told = [isinstance(block, Paragraph) and _is_of_vendors(block.cell.text) for block in blocks]
    placed = [isinstance(block, Paragraph) and _is_placed(block.cell.text) for block in blocks]
    like = [line or place for line, place in zip(lines, placed, strict=True)]
    beside = zip([False, *like], lines, [*like[1:], False], strict=False)
    near = [
        one or (line and (before or after)) for one, (before, line, after) in zip(told, beside, strict=True)
    ]
    for way in (range(1, len(blocks)), range(len(blocks) - 2, -1, -1)):
        for at in way:
            near[at] = near[at] or (like[at] and near[at - way.step])
    return near


def _is_placed(text: str) -> bool:
    """Whether a line is a name and then, with or without what it does, a place: "Zorpify (Ireland) – mail"."""
    if "\n" in text or len(text) > _LONG:
        return False
    name, *said = _PIECES.split(text.rstrip(" .;"))
    capitals = all(not word[:1].islower() for word in name.split())
    return capitals and looks_like_a_name(name) and any(only_places(one) and names_place(one) for one in said)


def _is_of_vendors(text: str) -> bool:
    """Whether a line is plainly of a vendor: "Hosting: Acme Ltd", "Acme Ltd, Ireland"."""
    if "\n" in text or " | " in text:
        return False
    if (behind := _DASHED.match(text)) and looks_like_a_name(behind[1]):
        told = sum(map(is_telling, STOP.split(text[behind.end() :])))  # "Acme Ltd — Role: …. Location: …"
        if told > 1 or is_company(behind[1]):
            return told > 0
    if len(text) > _LONG:
        return False
    if what_and_who(text)[0]:
        return True
    named = read_names(text, places_apart=False)
    where = named.bracketed or named.address
    return len(named.names) == 1 and is_company(named.names[0]) and where is not None and only_places(where)


def _dashed(cell: Cell) -> list[str]:
    """The lines of a paragraph that each begin with a mark, a company or a name in bold; [] when it is none such."""
    lines = [line.strip() for line in cell.text.split("\n") if line.strip()]
    bold = [text for text in cell.bold if looks_like_a_name(text)]
    every = (MARK.match, _begins_with_company, lambda line: any(_begins_with(text, line) for text in bold))
    if len(lines) > 1 and any(all(map(told, lines)) for told in every):
        return [re.sub(r"[;,]\s*(?:and|und|et)?$", "", MARK.sub("", line)) for line in lines]
    return _of_colon(cell.text)


def _begins_with(name: str, line: str) -> bool:
    """Whether a line begins with a name in bold; what stands before a colon is one only if it is a company."""
    after = line.removeprefix(name)
    return line.startswith(name) and (
        is_company(name) or not (name.endswith(":") or after.lstrip().startswith(":"))
    )


def _of_colon(text: str) -> list[str]:
    """The vendors of a sentence such as "Our affiliates: Acme UK Ltd (UK), Acme SAS (France)"; [] for another."""
    before, colon, after = text.partition(":")
    if (
        not colon
        or len(text) > LONGEST
        or len(before) > _LONG
        or "\n" in text
        or not ABOUT.search(key(before))
    ):
        return []
    parts = vendors_of(after.strip())
    names = [re.sub(r"\s*\([^()]*\)$", "", part) for part in parts]
    return parts if len(parts) > 1 and all(map(is_company, names)) else []


def _begins_with_company(line: str) -> bool:
    """Whether a line is "Acme Ltd – …", "Acme Ltd, Ireland – …", "Acme Ltd: …" or "Acme Ltd, Cork, Ireland. …"."""
    if len(line) > _LONG:
        return False
    match = _DASHED.match(line)
    if match is not None and any(map(is_company, (match[1], match[1].split(",")[0]))):
        return True
    name, where = split_address(STOP.split(line)[0].rstrip("."))
    return bool(where) and is_company(name) and only_places(where or "")


def headed(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with paragraphs that are bold as a whole as headings below all others.

    Those that recur under headings proper are labels of what stands there: "Legal documents:" in each card.
    """
    found = [_as_heading(block) for block in blocks]
    bold = Counter(block.text for block in found if isinstance(block, Heading) and block.level == _BOLD)
    proper = any(isinstance(block, Heading) and block.level < _BOLD for block in found)
    labels = {text for text, times in bold.items() if proper and times > 1 and not is_company(text)}
    return [
        Paragraph(block.line, Cell(f"{block.text}:"))
        if isinstance(block, Heading) and block.level == _BOLD and block.text in labels
        else block
        for block in found
    ]


def _as_heading(block: Block) -> Block:
    """A paragraph that is bold as a whole is a heading below all others."""
    if isinstance(block, Paragraph) and block.cell.strong:
        text = collapsed(block.cell.text)
        if is_link(block.cell):
            return block
        if block.cell.strong.rstrip(":") == text.rstrip(":"):
            return Heading(block.line, _BOLD, text.rstrip(":"))
    return block


def is_link(cell: Cell) -> bool:
    """Whether a line is nothing but a link to a page about a vendor: "Privacy policy"."""
    return bool(cell.link and _LINK.search(key(cell.text)))


def lines_below(blocks: Sequence[Block], at: int) -> tuple[list[str], int]:
    """The lines that stand below a heading, until the next one; [] when they are too many or a table is among them.

    Running text gives its first sentence and those that say where; long sentences alone make no card.
    """
    lines: list[str] = []
    label, keyed = "", False
    while at < len(blocks) and not _begins_another(blocks[at]):
        block = blocks[at]
        if isinstance(block, Table) or (isinstance(block, Listing) and block.records):
            if any(map(is_telling, lines)):
                break
            return [], at
        if keyed and isinstance(block, Paragraph) and block.cell.text.rstrip().endswith("."):
            break  # what is said behind the last card is about them all
        keyed = isinstance(block, Listing) and all(is_telling(line_of(entry)) for entry in block.entries[-1:])
        texts = _texts(block)
        if label:
            texts = [f"{label}: {', '.join(texts)}"]
        label = block.text if isinstance(block, Heading) else ""
        split = [line for text in texts for line in text.split("\n") if line.strip()]
        if len(lines) + len(split) > _MOST:
            return [], at
        lines += map(_shortened, split)
        at += 1
    if lines and all(len(STOP.split(line)[0]) > _LONG for line in lines):
        return [], at
    return with_labels(lines), at


def is_of_page(title: str, blocks: Sequence[Block]) -> bool:
    """Whether a heading is none of a vendor: of the whole list, or of what recipients below it are told for."""
    if is_company(title):
        return False
    if _OF_LIST.match(key(title)) and ABOUT.search(key(title)):
        return True
    announced = (
        isinstance(block, Paragraph) and isinstance(below, Listing) and _of_recipients(block.cell.text)
        for block, below in pairwise(blocks)
    )
    return any(announced) or any(isinstance(block, Listing) and _lists_vendors(block) for block in blocks)


def _lists_vendors(listing: Listing) -> bool:
    """Whether more than one bullet and half of them begin with a company, behind which more is said."""
    lines = [entry.cell.text for entry in listing.entries]
    named = sum(
        is_company(one.cell.strong or "") or _begins_with_company(one.cell.text) for one in listing.entries
    )
    return named > 1 and named * 2 >= len(lines)


def _of_recipients(text: str) -> bool:
    """Whether a line announces vendors: "Recipients:", "We use these sub-processors for support:"."""
    words = text.strip()
    return words.endswith(":") and len(words) <= _LONG and bool(ABOUT.search(key(words)))


def _texts(block: Block) -> list[str]:
    """What a paragraph or list says; nothing of a heading."""
    if isinstance(block, Paragraph):
        return [_under_keys(block.cell.text)]
    return [line_of(entry) for entry in block.entries] if isinstance(block, Listing) else []


def _begins_another(block: Block) -> bool:
    """Whether a block is a heading, and no bold line such as "Categories of data:" within what stands below one."""
    return isinstance(block, Heading) and not (
        block.level == _BOLD and (is_label(block.text) or role_of(block.text) in _OF_CARD)
    )


def _under_keys(text: str) -> str:
    """A paragraph with lines that follow a bare "Address:" behind it."""
    lines: list[str] = []
    bare = False
    for line in text.split("\n"):
        key_alone = line.rstrip().endswith(":") and role_of(line.strip().rstrip(":")) is not None
        if bare and not key_alone:
            lines[-1] += f" {line.strip()}" if lines[-1].endswith(":") else f", {line.strip()}"
        else:
            lines.append(line)
            bare = key_alone
    return "\n".join(lines)


def _shortened(line: str) -> str:
    """Running text as what it says first, and where."""
    if len(line) <= _RUNNING:
        return line
    first, *more = STOP.split(line)
    return ". ".join([first, *(one for one in more[:_MOST] if any(True for _ in places_in_words(one)))])


def line_of(entry: Entry) -> str:
    """A bullet as a line; a term of a definition list stands before its definitions as a key does."""
    inner = [inner.cell.text for inner in entry.inner if inner.cell.text.strip()]
    said = entry.cell.text.rstrip(": ")
    return f"{said}: {', '.join(inner)}" if inner and said else entry.cell.text or ", ".join(inner)


def places_of_heading(text: str) -> PlaceWords | None:
    """Places that a heading gives: "Subprocessors in the EU", "USA"; nothing when other words stand in it."""
    if only_places(text):
        return PlaceWords(text)
    left = " ".join(
        token.raw
        for token in tokens(text)
        if not (ABOUT.search(token.norm) or (ABOUT.search(key(text)) and token.norm in _PLAIN))
    )
    return PlaceWords(left) if left and only_places(left) else None


def places_of_sentence(text: str) -> PlaceWords | None:
    """Places that the last sentence before a list gives to all of it."""
    sentence = re.split(r"(?:(?<=[a-zà-ÿ)])|(?<=\d{3}))[.!?]\s+(?=[A-ZÀ-Þ])", text)[-1]
    found = _WHERE.search(key(sentence))
    if not found or len(sentence) > 400 or _LATER.search(key(sentence)):
        return None
    named = [place for place in read_places(_after_verb(sentence)) if place.place != UNKNOWN]
    if not named:
        named = [place for place in read_places(sentence) if place.place != UNKNOWN]
    words = [place.words for place in named]
    if not words:
        return None
    stored = re.search(r"\b(hosted|stored|heberg|gehostet|gespeichert)", key(sentence))
    return PlaceWords(", ".join(dict.fromkeys(words)), "storage" if stored else None)


def places_in_words(text: str) -> Iterator[PlaceWords]:
    """Places that what a vendor does says of where: "stores files (in the US)", "Runs on servers hosted in Ireland"."""
    for sentence in re.split(r"(?<=[a-zà-ÿ)])[.!?;]\s+(?=[A-ZÀ-Þ])", text):
        if OF_OURS.search(sentence):
            continue
        asides = [_behind_company(aside) for aside in re.findall(r"\(([^()]*)\)", sentence)]
        asides = [aside for aside in asides if _is_aside_of_place(aside)]
        within = [
            first_place(found[1])
            for found in _WITHIN.finditer(sentence if _WHERE.search(key(sentence)) else "")
            if not _PEOPLE.search(sentence[max(0, found.start() - 30) : found.start()])
        ]
        yield from map(PlaceWords, filter(None, within if any(within) else asides))
        if not asides and (everywhere := _EVERYWHERE.search(sentence)):
            yield PlaceWords(next(filter(None, everywhere.groups())))


def _behind_company(aside: str) -> str:
    """What stands behind the company in a bracket that says who a vendor is: "USA" of "Acme, Inc., USA"."""
    name, _, last = aside.rpartition(", ")
    return last if name and is_company(name) else aside


def _is_aside_of_place(aside: str) -> bool:
    """Whether a bracket in a sentence gives places; "mail (MX)" and "login (AD)" do not."""
    return (
        only_places(aside)
        and names_place(aside)
        and (not re.fullmatch("[A-Z]{2,3}", aside) or aside in _CODES)
    )


def first_place(words: str) -> str:
    """The most of the first words of a text that names places and nothing else; "" for none."""
    heads = (" ".join(words.split()[:taken]).rstrip(".,;)") for taken in range(6, 0, -1))
    return next((head for head in heads if only_places(head) and names_place(head)), "")


def _after_verb(sentence: str) -> str:
    match = re.search(
        r"(located|based|hosted|situated|stored|process\w*|situés?\w*|établi\w*|hébergé\w*|"
        r"transf[ée]r\w*|übermittelt|serve(?:u)?rs?|basée?s?|ansässig|befinden sich|gehostet|sitz)\b(.*)$",
        sentence,
        re.I | re.S,
    )
    return match[2] if match else sentence
