"""Word tables of ``european``: what is written short, and what it is said as."""

# Abbreviation → words. A space in it may be any space, or none.
ABBREVIATIONS = {
    "de": {
        "Dr.": "Doktor", "Prof.": "Professor", "Nr.": "Nummer", "z. B.": "zum Beispiel", "d. h.": "das heißt",
        "u. a.": "unter anderem", "usw.": "und so weiter", "bzw.": "beziehungsweise", "ca.": "circa",
        "etc.": "et cetera", "vgl.": "vergleiche", "Jh.": "Jahrhundert", "v. Chr.": "vor Christus",
        "n. Chr.": "nach Christus", "Mio.": "Millionen", "Mrd.": "Milliarden", "St.": "Sankt", "Hr.": "Herr",
        "Fr.": "Frau", "Str.": "Straße", "Std.": "Stunden", "Min.": "Minuten", "geb.": "geboren", "gest.": "gestorben",
        "bes.": "besonders", "evtl.": "eventuell", "inkl.": "inklusive", "max.": "maximal", "min.": "minimal",
        "o. Ä.": "oder Ähnliches", "u. Ä.": "und Ähnliches", "sog.": "sogenannt", "Tsd.": "Tausend", "vs.": "gegen",
    },
    "fr": {
        "M.": "monsieur", "MM.": "messieurs", "Mme": "madame", "Mmes": "mesdames", "Mlle": "mademoiselle",
        "Dr": "docteur", "Pr": "professeur", "St": "saint", "Ste": "sainte", "av. J.-C.": "avant Jésus-Christ",
        "apr. J.-C.": "après Jésus-Christ", "p. ex.": "par exemple", "c.-à-d.": "c'est-à-dire",
        "env.": "environ", "vs.": "contre", "cf.": "voir", "max.": "maximum", "min.": "minimum",
    },
    "es": {
        "Sr.": "señor", "Sra.": "señora", "Srta.": "señorita", "Sres.": "señores", "Dr.": "doctor", "Dra.": "doctora",
        "Prof.": "profesor", "D.": "don", "Dña.": "doña", "Ud.": "usted", "Uds.": "ustedes", "etc.": "etcétera",
        "EE. UU.": "Estados Unidos", "p. ej.": "por ejemplo", "a. C.": "antes de Cristo", "d. C.": "después de Cristo",
        "a. m.": "de la mañana", "p. m.": "de la tarde", "aprox.": "aproximadamente", "núm.": "número",
        "Sto.": "santo", "Sta.": "santa", "Avda.": "avenida", "vs.": "contra", "máx.": "máximo", "mín.": "mínimo",
    },
    "it": {
        "sig.": "signor", "sig.ra": "signora", "Sig.": "Signor", "Sig.ra": "Signora", "dott.": "dottor",
        "dott.ssa": "dottoressa", "Dott.": "Dottor", "prof.": "professor", "Prof.": "Professor", "ing.": "ingegner",
        "avv.": "avvocato", "ecc.": "eccetera", "a.C.": "avanti Cristo", "d.C.": "dopo Cristo", "ca.": "circa",
        "es.": "esempio", "S.": "San", "vs.": "contro", "max.": "massimo", "min.": "minimo", "mln": "milioni",
        "mld": "miliardi",
    },
    "pt": {
        "Sr.": "senhor", "Sra.": "senhora", "Srs.": "senhores", "Dr.": "doutor", "Dra.": "doutora",
        "Prof.": "professor", "Profa.": "professora", "D.": "dom", "etc.": "etcétera", "a.C.": "antes de Cristo",
        "d.C.": "depois de Cristo", "p. ex.": "por exemplo", "aprox.": "aproximadamente", "Av.": "avenida",
        "Sto.": "santo", "Sta.": "santa", "vs.": "contra", "EUA": "Estados Unidos", "máx.": "máximo", "mín.": "mínimo",
    },
}  # fmt: skip

# Before a number.
NUMBER_SIGN = {
    "de": (r"Nr\.|№", "Nummer"),
    "fr": (r"[nN]°|[nN]º|№", "numéro"),
    "es": (r"[nN]\.?[ºª°]|núm\.|№", "número"),
    "it": (r"[nN]\.(?:[º°])?|[nN]°|№", "numero"),
    "pt": (r"[nN]\.?[ºª°]|№", "número"),
}
RANGE = {"de": "bis", "fr": "à", "es": "a", "it": "a", "pt": "a", "nl": "tot"}

# Unit → for one, for many.
_METRIC = {
    "de": "Meter Meter|Kilogramm Kilogramm|Gramm Gramm|Liter Liter|Hektar Hektar|Tonne Tonnen|Stunde Stunden",
    "fr": "mètre mètres|kilogramme kilogrammes|gramme grammes|litre litres|hectare hectares|tonne tonnes|heure heures",
    "es": "metro metros|kilogramo kilogramos|gramo gramos|litro litros|hectárea hectáreas|tonelada toneladas|"
    "hora horas",
    "it": "metro metri|chilogrammo chilogrammi|grammo grammi|litro litri|ettaro ettari|tonnellata tonnellate|ora ore",
    "pt": "metro metros|quilograma quilogramas|grama gramas|litro litros|hectare hectares|tonelada toneladas|"
    "hora horas",
}
_PREFIXES = {
    "de": ("Kilo", "Zenti", "Milli"),
    "fr": ("kilo", "centi", "milli"),
    "es": ("kiló", "centí", "milí"),
    "it": ("chilo", "centi", "milli"),
    "pt": ("quiló", "centí", "milí"),
}
_PER = {"de": "pro", "fr": "par", "es": "por", "it": "all'", "pt": "por"}
_SECOND = {"de": "Sekunde", "fr": "seconde", "es": "segundo", "it": "al secondo", "pt": "segundo"}
_SQUARE = {"fr": "carré carrés", "es": "cuadrado cuadrados", "it": "quadrato quadrati", "pt": "quadrado quadrados"}
_CUBIC = {"fr": "cube cubes", "es": "cúbico cúbicos", "it": "cubo cubi", "pt": "cúbico cúbicos"}
_CELSIUS = {
    "de": "Grad Celsius|Grad Celsius", "fr": "degré Celsius|degrés Celsius", "es": "grado Celsius|grados Celsius",
    "it": "grado Celsius|gradi Celsius", "pt": "grau Celsius|graus Celsius",
}  # fmt: skip


def _lengths(base: str) -> dict[str, tuple[str, str]]:
    one, many = _METRIC[base].split("|")[0].split()
    names = {"m": (one, many)}
    for symbol, prefix in zip(("km", "cm", "mm"), _PREFIXES[base], strict=True):
        names[symbol] = tuple(prefix + (word.lower() if base == "de" else word) for word in (one, many))  # type: ignore[assignment]
    return names


def _units(base: str) -> dict[str, tuple[str, str]]:
    lengths = _lengths(base)
    units = dict(lengths)
    for symbol, names in zip(("kg", "g", "l", "ha", "t", "h"), _METRIC[base].split("|")[1:], strict=True):
        units[symbol] = tuple(names.split())  # type: ignore[assignment]
    units["L"] = units["l"]
    for power, sign, german in ((_SQUARE, "²", "Quadrat"), (_CUBIC, "³", "Kubik")):
        for symbol, (one, many) in lengths.items():
            if base == "de":
                units[symbol + sign] = (german + one.lower(), german + many.lower())
            else:
                adjectives = power[base].split()
                units[symbol + sign] = (f"{one} {adjectives[0]}", f"{many} {adjectives[1]}")
    one_hour = units["h"][0]
    per_hour = f"all'{one_hour}" if base == "it" else f"{_PER[base]} {one_hour}"
    per_second = _SECOND["it"] if base == "it" else f"{_PER[base]} {_SECOND[base]}"
    units["km/h"] = tuple(f"{name} {per_hour}" for name in lengths["km"])  # type: ignore[assignment]
    for symbol in ("m", "km"):
        units[f"{symbol}/s"] = tuple(f"{name} {per_second}" for name in lengths[symbol])  # type: ignore[assignment]
    units["°C"] = tuple(_CELSIUS[base].split("|"))  # type: ignore[assignment]
    for symbol, name in (("GB", "Gigabyte"), ("MB", "Megabyte"), ("kW", "Kilowatt"), ("MW", "Megawatt")):
        units[symbol] = (name, name)
    for symbol, name in (("kWh", "Kilowatt"), ("GHz", "Gigahertz"), ("MHz", "Megahertz"), ("Hz", "Hertz")):
        units[symbol] = (f"{name} {one_hour}",) * 2 if symbol == "kWh" else (name, name)
    if base == "de":
        units["kWh"] = ("Kilowattstunde", "Kilowattstunden")
    return units


UNITS = {base: _units(base) for base in _METRIC}

# Sign → for one, for many.
CURRENCIES = {
    "de": {"€": ("Euro", "Euro"), "$": ("Dollar", "Dollar"), "£": ("Pfund", "Pfund"), "¥": ("Yen", "Yen")},
    "fr": {"€": ("euro", "euros"), "$": ("dollar", "dollars"), "£": ("livre", "livres"), "¥": ("yen", "yens")},
    "es": {"€": ("euro", "euros"), "$": ("dólar", "dólares"), "£": ("libra", "libras"), "¥": ("yen", "yenes")},
    "it": {"€": ("euro", "euro"), "$": ("dollaro", "dollari"), "£": ("sterlina", "sterline"), "¥": ("yen", "yen")},
    "pt": {
        "R$": ("real", "reais"), "€": ("euro", "euros"), "$": ("dólar", "dólares"), "£": ("libra", "libras"),
        "¥": ("iene", "ienes"),
    },
}  # fmt: skip
CENTS_AFTER = {"de": "", "fr": "", "es": "con ", "it": "e ", "pt": "e "}
ONE = {"de": ("ein", "ein"), "fr": ("un", "une"), "es": ("un", "una"), "it": ("un", "una"), "pt": ("um", "uma")}

_MALE = {
    "de": "Ludwig Karl Friedrich Wilhelm Heinrich Otto Franz Joseph Josef Leopold Maximilian Rudolf Ferdinand Philipp "
    "Johannes Paul Pius Benedikt Leo Alexander Peter Napoleon Georg Eduard Richard Konrad Gustav Christian Nikolaus "
    "Iwan Albrecht Ramses Gregor Innozenz Clemens Urban Jakob",
    "fr": "Louis Charles François Henri Philippe Napoléon Jean Paul Pie Benoît Léon Alexandre Pierre Guillaume "
    "Frédéric Nicolas Clément Grégoire Innocent Ramsès Georges Édouard Richard Jacques Albert Léopold Humbert",
    "es": "Felipe Carlos Alfonso Fernando Luis Enrique Juan Pablo Pío Benedicto León Alejandro Pedro Napoleón Jaime "
    "Sancho Ramiro Nicolás Guillermo Jorge Eduardo Ricardo Francisco Gregorio Inocencio Clemente Ramsés",
    "pt": "João Pedro Afonso Manuel Filipe Carlos Luís José Sebastião Henrique Fernando Sancho Duarte Paulo Pio Bento "
    "Leão Alexandre Napoleão Jorge Eduardo Nicolau Guilherme Francisco Gregório Inocêncio Clemente",
}
_FEMALE = {
    "de": "Katharina Elisabeth Maria Margarethe Beatrix",
    "fr": "Élisabeth Elisabeth Catherine Marie Jeanne Marguerite",
    "es": "Isabel Catalina María Juana Cleopatra Margarita",
    "it": "Elisabetta Caterina Maria Giovanna Margherita",
    "pt": "Maria Isabel Catarina Leonor",
}
MALE_RULERS = {base: tuple(names.split()) for base, names in _MALE.items()}
FEMALE_RULERS = {base: tuple(names.split()) for base, names in _FEMALE.items()}

GERMAN_MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
