"""The invented names, courses, routines and ideas of Lingonfors' staff. Data."""

from hjulet.do.participation.choices import IdeaState, RoleKind

COLLEAGUES: dict[str, tuple[str, ...]] = {
    "tallglantan-linnean": (
        "Agda Almkvist", "Bosse Björkdal", "Cilla Cederfors", "Dilan Doganlind", "Ebba Ekmyr", "Farid Fjällström",
        "Greta Granvik",
    ),
    "tallglantan-blaklockan": (
        "Hassan Heddal", "Inga Isfors", "Jonna Järpvik", "Kaisa Kvistgren", "Leyla Lavén", "Manne Mossberg",
    ),
    "hemtjanst-soder-1": (
        "Nadja Norrsken", "Olle Oxelgren", "Petra Porsdal", "Rami Rönnqvist", "Sigrid Starrmo", "Tage Tuvlind",
    ),
}  # fmt: skip
COURSES = (  # title, what it is about, valid months, minutes
    (
        "Läkemedel och delegering",
        "Det du behöver kunna innan du tar emot en delegering om läkemedel.",
        12,
        25,
    ),
    ("Basala hygienrutiner", "Händer, kläder och handskar i vardagen, och vid smitta.", 24, 20),
    ("Bemötande vid demenssjukdom", "Att förstå och lugna, utan tvång.", 36, 40),
)
QUESTIONS = (  # text, options, why
    (
        "När signerar du att du har gett ett läkemedel?",
        (("Direkt, när personen har tagit det", True), ("När passet är slut", False), ("När du hinner", False)),
        "Signera direkt. Annars vet nästa person inte om det är gjort.",
    ),
    (
        "Dosen i dosetten stämmer inte med listan. Vad gör du?",
        (("Ger det som ligger i dosetten", False), ("Ringer sjuksköterskan innan du ger något", True), ("Rättar själv", False)),
        "Ring först. Rapportera sedan som avvikelse.",
    ),
    (
        "Vad gäller för din delegering?",
        (("Den är personlig", True), ("Jag kan låna ut den till en kollega", False), ("Den har en sista dag", True)),
        "En delegering är personlig, gäller en uppgift och går ut.",
    ),
    (
        "Du känner dig osäker på en uppgift. Vad gör du?",
        (("Säger till den som delegerade", True), ("Gör så gott jag kan", False)),
        "Du får alltid säga att du inte är säker. Då löser vi det på ett annat sätt.",
    ),
)  # fmt: skip
TASKS = (("Ge läkemedel ur dosett", True), ("Mäta blodsocker", False), ("Ge ögondroppar", True))
ROUTINES = (  # title, unit, how, who, what is new
    (
        "Kvällens läkemedel på Tallgläntan", "tallglantan",
        "Två personer går kvällsronden klockan 20. Den ena ger, den andra signerar.\n\nSignera direkt efter varje person, inte efter ronden. Ring sjuksköterskan om en dos saknas.",
        "Kvällens ansvariga svarar för att ronden blir gjord. Sjuksköterskan svarar på frågor dygnet runt.",
        "Signera direkt efter varje person, inte efter ronden. Ring sjuksköterskan om en dos saknas.",
    ),
    (
        "Rapport vid skiftbyte på Tallgläntan", "tallglantan",
        "Rapporten tar tio minuter och börjar med det som är nytt sedan i går.\n\nDen som går hem läser upp vad som är osäkert. Den som kommer upprepar det.",
        "Den som går hem svarar för att rapporten blir given.",
        "Den som går hem läser upp vad som är osäkert. Den som kommer upprepar det.",
    ),
    (
        "Nycklar och nyckelskåp, hemtjänst söder 1", "hemtjanst-soder-1",
        "Nycklar hämtas och lämnas i skåpet och kvitteras i listan.\n\nSkåpet har ny kod från måndag. Koden får inte skrivas upp.",
        "Dagens samordnare svarar för att alla nycklar är tillbaka vid passets slut.",
        "Skåpet har ny kod från måndag. Fråga samordnaren. Skriv inte upp koden.",
    ),
)  # fmt: skip
QUESTION_AND_ANSWER = (
    "Gäller det också när vi bara är en på kvällen?",
    "Ja. Är du ensam ger och signerar du själv, en person i taget, innan du går till nästa.",
)
ROLES = (
    (RoleKind.HYGIENE, "tallglantan"), (RoleKind.DOCUMENTATION, "tallglantan"), (RoleKind.LANGUAGE, "hemtjanst-soder-1"),
    (RoleKind.PALLIATIVE, "tallglantan"), (RoleKind.MEDICATION, "hemtjanst-soder-1"),
)  # fmt: skip
ROLE_MEETING = "Vi gick igenom höstens mätning av basala hygienrutiner. Nästa gång tar alla med sig ett exempel som fungerat."
IDEAS = (  # text, answer, state
    (
        "Kan vi ha morgonmötet klockan åtta i stället för sju? Då är alla på plats.",
        "Tack för idén. Vi prövar i fyra veckor och frågar sedan alla.",
        IdeaState.TRIED,
    ),
    (
        "Det saknas en hylla vid förrådet, så vi ställer kartonger på golvet.",
        "Tack. Hyllan är beställd.",
        IdeaState.TAKEN_UP,
    ),
    ("En kort film om det nya larmet skulle hjälpa oss som jobbar natt.", "", ""),
    ("Vi borde ha en tavla där vi skriver upp det som gått bra under veckan.", "", ""),
)
NOTES = "Vi pratade om kvällsronden. Det fungerar bättre när två går tillsammans. Vi vill ha signeringslistan i större format."
