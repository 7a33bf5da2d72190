"""Invented names that sound Flemish; no list of real persons is behind them."""

# fmt: off
GIVEN_NAMES = (
    "Amber", "Anouk", "Arne", "Aster", "Bas", "Bent", "Britt", "Casper", "Daan", "Dries", "Elke", "Emiel", "Fien",
    "Finn", "Floor", "Gilles", "Hanne", "Ilse", "Jasper", "Jef", "Jitse", "Joppe", "Juul", "Kaat", "Kobe",
    "Lander", "Lars", "Lieke", "Linde", "Lotte", "Lou", "Louka", "Maite", "Mats", "Merel", "Milan", "Mirte",
    "Nand", "Nele", "Noor", "Oona", "Otis", "Pepijn", "Pleun", "Quinten", "Rani", "Rik", "Roos", "Rune", "Sander",
    "Senne", "Sien", "Stan", "Stien", "Thibo", "Tuur", "Veerle", "Warre", "Wout", "Yoran",
)

_FIRST_PARTS = (
    "Beuken", "Bram", "Broek", "Dennen", "Donder", "Eiken", "Els", "Gerst", "Haver", "Hazel", "Heide", "Kerse",
    "Klaver", "Koren", "Linde", "Meers", "Mispel", "Most", "Neteren", "Olmen", "Pruime", "Rogge", "Sleutel",
    "Sterre", "Veld", "Vlier", "Wilge", "Winde", "Zavel", "Zilver",
)
_LAST_PARTS = (
    "aert", "beek", "berg", "born", "bosch", "broeck", "daele", "donk", "gaever", "heyden", "horst", "laer", "man",
    "meersch", "pael", "velde", "winkel",
)
# fmt: on

FAMILY_NAMES = tuple(f"{start}{end}" for start in _FIRST_PARTS for end in _LAST_PARTS)

POSTCODES = ("3800", "3400", "3500", "3840", "3870", "3890")
