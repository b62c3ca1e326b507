"""The routines that the three mapped processes of Lingonfors lean on. Invented, and short."""

from dataclasses import dataclass

TITLES = {
    "analys": "Analysera en händelse tillsammans",
    "effekt": "Följ upp om en åtgärd hjälpte",
    "budget": "Budget för enheten",
    "attest": "Attest av fakturor och löner",
    "manad": "Månadsuppföljning av ekonomi och volymer",
    "teknik": "Införa digital välfärdsteknik",
    "nytta": "Följ upp nyttan av välfärdsteknik",
}


@dataclass(frozen=True)
class Text:
    title: str
    owner: str
    how: str
    who: str
    kind: str = "routine"
    keywords: str = ""


@dataclass(frozen=True)
class Anew:
    """What a later version says otherwise."""

    was: str
    now: str
    what_is_new: str = ""
    action: str = ""  # the slug of the action behind it
    is_approved: bool = False


TEXTS = (
    Text(
        TITLES["analys"], "sas",
        """# Innan ni träffas

- Läs rapporten och skriv ner det som redan är känt, i tidsordning.
- Bjud in dem som var med och någon som kan arbetet men inte var där.
- Säg att mötet handlar om vad som bidrog, inte om vem som gjorde fel.

# På mötet

1. Gå igenom vad som hände, steg för steg.
2. Fråga varför, och sedan varför igen, tills svaret är något ni kan ändra på.
3. Fråga vad som hade kunnat stoppa händelsen.
4. Säg hur det var med rutinen: saknades den, var den okänd, följdes den inte eller var den fel?
5. Bestäm högst tre åtgärder med ansvarig och dag.

# Efteråt

Svara den som rapporterade inom en vecka. Berätta på nästa arbetsplatsträff vad ni lärde er.""",
        """| Vem | Svarar för |
|---|---|
| Enhetschef | att analysen blir gjord och att åtgärderna genomförs |
| Sjuksköterska | det medicinska när händelsen rör hälso- och sjukvård |
| Den som var med | att berätta vad hen vet |
| SAS eller MAS | stöd när händelsen är allvarlig |""",
        keywords="händelseanalys, orsaker, varför",
    ),
    Text(
        TITLES["effekt"], "developer",
        """# När åtgärden beslutas

Skriv vad som ska bli bättre, och i vilken siffra det ska synas. Boka en dag för uppföljning, oftast efter tre månader.

# På dagen

- Läs siffran: är det en förbättring, en försämring eller för tidigt att säga?
- Fråga dem som arbetar där vad de märker i vardagen.
- Bestäm: behåll, justera, sluta eller sprid till andra.

Syns ingen skillnad efter två uppföljningar, sluta med åtgärden. Att ta bort det som inte hjälper är också en förbättring.""",
        "Den som äger åtgärden följer upp. Enhetschefen bestämmer vad som händer sedan. Verksamhetsutvecklaren hjälper till med siffrorna.",
        keywords="uppföljning, förbättring, utvärdering",
    ),
    Text(
        TITLES["budget"], "director",
        """# September: ramen

Socialchefen fördelar ramen efter volymer och kostnad per brukare, inte efter förra årets utfall.

# Oktober: enheten

1. Räkna fram bemanningen ur behovet, vecka för vecka.
2. Lägg till semester, sjukfrånvaro och utbildning.
3. Skriv vad som inte ryms, och vad det skulle kosta.

# November: beslut

Avdelningschefen går igenom budgeten med enheten. Det som inte ryms lyfts som ett behov, inte som ett överskridande.""",
        "Socialchefen svarar för ramen. Avdelningschefen svarar för fördelningen. Enhetschefen svarar för enhetens budget. Ekonomen stöder alla tre.",
    ),
    Text(
        TITLES["attest"], "director",
        """- Kontrollera att varan har kommit eller att arbetet är gjort.
- Jämför priset med avtalet.
- Attestera inom fem arbetsdagar.
- Attestera aldrig något som rör dig själv eller någon närstående.

Är du borta: din ersättare attesterar, enligt delegationen.""",
        "Två personer på varje faktura: den som tog emot och den som beslutar. Enhetschefen beslutar upp till två basbelopp, avdelningschefen däröver.",
        kind="instruction", keywords="faktura, lön, betalning",
    ),
    Text(
        TITLES["manad"], "department_head",
        """# Senast den åttonde arbetsdagen

1. Läs utfallet mot budgeten.
2. Läs volymerna: timmar, dygn, brukare. En avvikelse i kronor har nästan alltid en i volym.
3. Skriv prognosen för året.

# Om det avviker mer än två procent

Skriv varför, vad du gör åt det och när det ska synas. Skicka till avdelningschefen samma dag.

# Varje månad på arbetsplatsträffen

Visa en bild: hur mycket vi har, hur mycket vi har använt.""",
        "Enhetschefen svarar för prognosen. Avdelningschefen svarar för att åtgärderna räcker. Ekonomen tar fram siffrorna senast den sjätte arbetsdagen.",
        keywords="prognos, utfall, uppföljning",
    ),
    Text(
        TITLES["teknik"], "developer",
        """# Före

1. Beskriv behovet med dem det gäller. Börja i vardagen, inte i tekniken.
2. Gör riskanalys. Vad händer när den inte fungerar?
3. Kontrollera informationssäkerheten och dataskyddet.
4. Fråga om samtycke. Skriv vad den enskilde har sagt.

# Införandet

- Utbilda alla som ska använda den innan första dagen.
- Skriv reservrutinen: vad gör vi när tekniken ligger nere?
- Kör gamla sättet vid sidan av i två veckor.

# Fungerar inte tekniken

Gör som reservrutinen säger. Rapportera som avvikelse, också när inget hände.""",
        """| Vem | Svarar för |
|---|---|
| Verksamhetsutvecklare | riskanalys, upphandling, uppföljning |
| Enhetschef | utbildning och reservrutin på enheten |
| Handläggare | samtycke och beslut |
| IT-avdelningen | drift och behörigheter |""",
        keywords="kamera, läkemedelsrobot, larm, digital tillsyn",
    ),
    Text(
        TITLES["nytta"], "developer",
        """Tre månader efter införandet, och sedan en gång om året:

- Fråga den som använder lösningen: är vardagen bättre?
- Räkna: hur många avvikelser har tekniken lett till?
- Räkna: hur mycket tid är frigjord, och vad används den till?

Hjälper den inte, justera eller avsluta. Berätta för dem det gäller.""",
        "Verksamhetsutvecklaren följer upp. Enhetschefen frågar den enskilde. Beslut om att avsluta fattas av avdelningschefen.",
    ),
)  # fmt: skip

WRITTEN_ANEW = {
    TITLES["effekt"]: Anew(
        "Boka en dag för uppföljning, oftast efter tre månader.",
        "Boka en dag för uppföljning: efter tre månader, och igen efter ett år.",
        "- Effekten följs upp en gång till, efter ett år.",
        action="a3", is_approved=True,
    ),
    TITLES["manad"]: Anew("mer än två procent", "mer än en procent"),
}  # fmt: skip
