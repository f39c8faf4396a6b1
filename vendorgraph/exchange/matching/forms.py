"""Legal forms of companies, as they end (or begin) a registered name, and where they exist.

A form is known by its letters without dots and spaces: `S.à r.l.` and `SARL` are both `sarl`.
Source: the companies acts of the countries named; ISO 20275 (entity legal forms) for the spellings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from vendorgraph.exchange.matching.generic import words_of


@dataclass(frozen=True, slots=True)
class Form:
    """A legal form: its family's name, and the countries whose law has it (none: it says nothing)."""

    name: str
    countries: frozenset[str] = frozenset()


#: family | countries | spellings without dots, spaces and marks. A family holds what one company may write.
_TABLE = """
inc | US CA PH | inc incorporated corp corporation incorporation
llc | US AE | llc llp lp llcs limitedliabilitycompany
pbc | US | pbc publicbenefitcorporation
ulc | CA | ulc
ltee | CA | ltee
ltd | GB IE IN IL HK SG NZ CA CY MT GI JE GG IM BM KY VG CN JP KR TH NG KE GH BG | ltd limited
plc | GB IE MT CY HU | plc cplc
dac | IE | dac designatedactivitycompany
unlimited | GB IE | unlimited
llp-gb | GB | gpllp gplimited
pty | AU ZA | ptyltd pty ptylimited proprietarylimited
pte | SG | pteltd pte ptelimited
pvt | IN PK LK BD | pvtltd pvt privatelimited pvtlimited
sdnbhd | MY | sdnbhd sdn bhd
gmbh | DE AT CH | gmbh ggmbh gesmbh mbh gesellschaftmitbeschraenkterhaftung gesellschaftmitbeschrankterhaftung
ug | DE | ug ughaftungsbeschrankt unternehmergesellschaft
kg | DE AT | kg gmbhcokg gmbhandcokg andcokg cokg ugcokg ugandcokg agcokg agandcokg kgaa secokg seandcokg
ohg | DE AT | ohg
ev | DE | ev
eg | DE | eg
ag | DE CH AT | ag aktiengesellschaft
se | EU | se
sas | FR CO | sas sasu societeparactionssimplifiee
sa | FR BE LU CH ES PT PL AR BR CL CO MX GR RO | sa societeanonyme sociedadanonima
sarl | FR LU CH BE MA TN MC | sarl eurl sarlu
sci | FR | sci
gie | FR | gie
snc | FR IT BE | snc
scop | FR | scop
srl | IT RO BE ES AR MX MD | srl srls
spa | IT CL DZ | spa
sl | ES | sl slu sociedadlimitada
lda | PT | lda unipessoallda
ltda | BR CL CO | ltda limitada
sadecv | MX | sadecv sderldecv sapidecv
bv | NL BE | bv bvba
nv | NL BE CW | nv
vof | NL BE | vof
cv | NL | cv
aps | DK | aps
ab | SE FI | ab aktiebolag publab
asa | NO | asa
hb | SE | hb
oy | FI | oy oyj oyab abp
ehf | IS | ehf hf
kk | JP | kk kabushikikaisha coltdkk
gk | JP | gk godokaisha
spzoo | PL | spzoo spolkazoo spolkazograniczonaodpowiedzialnoscia
spk | PL | spk spzoospk spj spolkajawna spolkakomandytowa
sro | CZ SK | sro spolsro
as | NO DK CZ SK TR | as aktieselskab aksjeselskap akciovaspolecnost anonimsirketi
zsp | CZ | zsp zspo
doo | SI HR RS BA ME MK | doo
dd | SI HR BA | dd
kft | HU | kft korlatoltfelelossegutarsasag
zrt | HU | zrt nyrt rt
eood | BG | eood ood
ead | BG | ead
uab | LT | uab
sia | LV | sia
ou | EE | ou osauhing
epe | GR | epe ike
ae-greek | GR | anonymietairia
pc-greek | GR | pc
ooo | RU | ooo pao zao
tov | UA | tov
ltd-sti | TR | limitedsirketi ltdsti
pt | ID | pt tbk
jsc | VN BG RU KZ | jsc jointstockcompany
fzllc | AE | fzllc fzco fze fzcllc dmcc
pjsc | AE | pjsc
wll | BH QA KW | wll
co | | co company
group-words | | andco etcie cie
"""
#: Forms that stand before the name.
_BEFORE = words_of("pt ooo zao pao uab sia tov ab oy sarl sas stichting")
_LONGEST = 6  # tokens of a form: `s p z o o` is five


@cache
def _forms() -> dict[str, Form]:
    found: dict[str, Form] = {}
    for line in _TABLE.strip().splitlines():
        family, countries, spellings = (part.strip() for part in line.split("|"))
        where = frozenset(countries.split())
        if "EU" in where:
            where = words_of(
                "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK"
            )
        for spelling in spellings.split():
            found[spelling] = Form(family, where)
    return found


def ending(tokens: Sequence[str]) -> tuple[int, Form | None]:
    """How many of the last tokens are one legal form, and which; (0, None) when none is.

    A name is never all form: at least one token is left.
    """
    forms = _forms()
    for length in range(min(_LONGEST, len(tokens) - 1), 0, -1):
        form = forms.get("".join(tokens[-length:]))
        if form is not None:
            return length, form
    return 0, None


def beginning(tokens: Sequence[str]) -> Form | None:
    """The legal form that the first token is, of those written before a name."""
    if len(tokens) > 1 and tokens[0] in _BEFORE:
        return _forms().get(tokens[0])
    return None
