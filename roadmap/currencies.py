"""The usual currencies by their codes (ISO 4217), and in which countries one pays with them."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

DEFAULT = "USD"
"""Of amounts that were written before a roadmap had a currency, and where nothing else is known."""

NAMES = {
    "AED": gettext_lazy("UAE dirham"),
    "ARS": gettext_lazy("Argentine peso"),
    "AUD": gettext_lazy("Australian dollar"),
    "BDT": gettext_lazy("Bangladeshi taka"),
    "BOB": gettext_lazy("Bolivian boliviano"),
    "BRL": gettext_lazy("Brazilian real"),
    "CAD": gettext_lazy("Canadian dollar"),
    "CHF": gettext_lazy("Swiss franc"),
    "CLP": gettext_lazy("Chilean peso"),
    "CNY": gettext_lazy("Chinese yuan"),
    "COP": gettext_lazy("Colombian peso"),
    "CRC": gettext_lazy("Costa Rican colón"),
    "CZK": gettext_lazy("Czech koruna"),
    "DKK": gettext_lazy("Danish krone"),
    "DOP": gettext_lazy("Dominican peso"),
    "EGP": gettext_lazy("Egyptian pound"),
    "ETB": gettext_lazy("Ethiopian birr"),
    "EUR": gettext_lazy("euro"),
    "GBP": gettext_lazy("British pound"),
    "GHS": gettext_lazy("Ghanaian cedi"),
    "GTQ": gettext_lazy("Guatemalan quetzal"),
    "HKD": gettext_lazy("Hong Kong dollar"),
    "HNL": gettext_lazy("Honduran lempira"),
    "HUF": gettext_lazy("Hungarian forint"),
    "IDR": gettext_lazy("Indonesian rupiah"),
    "ILS": gettext_lazy("Israeli new shekel"),
    "INR": gettext_lazy("Indian rupee"),
    "ISK": gettext_lazy("Icelandic króna"),
    "JPY": gettext_lazy("Japanese yen"),
    "KES": gettext_lazy("Kenyan shilling"),
    "KRW": gettext_lazy("South Korean won"),
    "KZT": gettext_lazy("Kazakhstani tenge"),
    "LKR": gettext_lazy("Sri Lankan rupee"),
    "MAD": gettext_lazy("Moroccan dirham"),
    "MXN": gettext_lazy("Mexican peso"),
    "MYR": gettext_lazy("Malaysian ringgit"),
    "NGN": gettext_lazy("Nigerian naira"),
    "NIO": gettext_lazy("Nicaraguan córdoba"),
    "NOK": gettext_lazy("Norwegian krone"),
    "NPR": gettext_lazy("Nepalese rupee"),
    "NZD": gettext_lazy("New Zealand dollar"),
    "PEN": gettext_lazy("Peruvian sol"),
    "PHP": gettext_lazy("Philippine peso"),
    "PKR": gettext_lazy("Pakistani rupee"),
    "PLN": gettext_lazy("Polish złoty"),
    "PYG": gettext_lazy("Paraguayan guaraní"),
    "RON": gettext_lazy("Romanian leu"),
    "RSD": gettext_lazy("Serbian dinar"),
    "SAR": gettext_lazy("Saudi riyal"),
    "SEK": gettext_lazy("Swedish krona"),
    "SGD": gettext_lazy("Singapore dollar"),
    "THB": gettext_lazy("Thai baht"),
    "TND": gettext_lazy("Tunisian dinar"),
    "TRY": gettext_lazy("Turkish lira"),
    "TWD": gettext_lazy("New Taiwan dollar"),
    "TZS": gettext_lazy("Tanzanian shilling"),
    "UAH": gettext_lazy("Ukrainian hryvnia"),
    "UGX": gettext_lazy("Ugandan shilling"),
    "USD": gettext_lazy("US dollar"),
    "UYU": gettext_lazy("Uruguayan peso"),
    "VND": gettext_lazy("Vietnamese dong"),
    "ZAR": gettext_lazy("South African rand"),
}

# Most are named after their one country: AED belongs to AE. Here stand those that have others, or more.
BEYOND = {
    "AUD": "CC CX HM KI NF NR TV",
    "CHF": "LI",
    "DKK": "FO GL",
    "EUR": "AD AT AX BE BG BL CY DE EE ES FI FR GF GP GR HR IE IT LT LU LV MC ME MF MQ MT NL PM PT RE SI SK SM TF VA XK YT",
    "GBP": "GG GS IM JE",
    "ILS": "PS",
    "MAD": "EH",
    "NOK": "BV SJ",
    "NZD": "CK NU PN TK",
    "USD": "AS BQ EC FM GU IO MH MP PA PR PW SV TC TL UM VG VI",
}

OF_COUNTRY = {code[:2]: code for code in NAMES if code != "EUR"} | {
    country: code for code, countries in BEYOND.items() for country in countries.split()
}


def choices(kept: str = "") -> list[tuple[str, str]]:
    """The usual currencies by code; one that is `kept` already is among them, usual or not."""
    return [(code, named(code)) for code in sorted({*NAMES, kept} - {""})]


def named(code: str) -> str:
    """As in "EUR: euro"."""
    return _("%(code)s: %(name)s") % {"code": code, "name": NAMES[code]} if code in NAMES else code
