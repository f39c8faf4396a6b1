"""Words that tell little about which company is meant: of services, and of corporate names."""


def words_of(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


#: Words of products and services: `Google Cloud Platform` is Google's, not a company of its own.
SERVICE = words_of(
    "ads advertising ai analytics api apps app audience automation backup business calendar cdn chat classroom "
    "cloud cognitive compute console crm data database docs drive email enterprise fonts forms gateway "
    "hosting identity insights intelligence mail manager maps marketing marketplace meet messaging "
    "monitoring navigator network observability office online pages payments platform premium products pro "
    "search security server service services sheets sign sms storage store stream studio suite support "
    "tag teams telephony translate verify video voice web workers workspace"
)
#: Words that a registered name has and a brand leaves out.
CORPORATE = words_of(
    "ag and company corporate corporation digital enterprises global group groupe gruppe holding holdings "
    "international labs media networks of online operations services software solutions systems tech "
    "technologies technology ventures web worldwide"
)
#: Domains on which many companies have pages.
SHARED_DOMAINS = words_of(
    "github.com github.io google.com linkedin.com facebook.com twitter.com x.com wikipedia.org medium.com "
    "notion.so notion.site zendesk.com wordpress.com hubspot.com atlassian.net trustarc.com onetrust.com "
    "youtube.com instagram.com amazonaws.com cloudfront.net googleapis.com herokuapp.com netlify.app"
)
#: Words at the beginning of a bracket that is a note and no name.
NOTE = words_of(
    "only if for when where optional formerly applies applicable used see note e eg incl including based in via "
    "through uniquement facultatif seulement nur optional wenn"
)
