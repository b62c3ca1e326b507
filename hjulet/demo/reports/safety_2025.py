"""The patientsäkerhetsberättelse of 2025: by MAS and MAR, approved before 1 March; and its second edition, with a figure that was wrong."""

from datetime import date

from hjulet.demo.reports.plan import Approved, Asked, Story, Written
from hjulet.report.manuscripts.choices import Part
from hjulet.report.reports.choices import Kind

TEXTS = (
    Written(14, "mas", "sammanfattning", """Läkemedel och fall är det vi rapporterar mest. {{siffra:avvikelser/bedomda-i-tid/sociala-sektorn/2025}} av händelserna bedömdes i tid, och {{siffra:avvikelser/avslutade-i-tid/sociala-sektorn/2025}} var utredda och avslutade i tid.

{{siffra:raknat/patientsakerhet/vardskador/2025}} händelser bedömdes som vårdskada. Patienterna är informerade."""),
    Written(2, "mas", "mal-och-strategier", """För 2025 hade vi tre mål för patientsäkerheten:

- Rätt läkemedel till rätt person i rätt tid.
- Färre fall som leder till skada.
- Ingen ska bli utan information när något har hänt.

Strategin var att göra det lätt att rapportera, utreda tillsammans och pröva en åtgärd i taget där den behövs mest."""),
    Written(2, "mas", "mal-och-strategier", "Målen ligger fast 2026. Vi lägger till ett: att effekten av varje åtgärd följs upp.", Part.NEXT_YEAR),
    Written(3, "mas", "ansvar", "Nämnden är vårdgivare. MAS svarar för att det finns rutiner och att de följs, MAR för rehabilitering och hjälpmedel. Enhetscheferna svarar för vardagen: bemanning, delegeringar och att händelser tas om hand. Sjuksköterskor, arbetsterapeuter och fysioterapeuter svarar för sin egen yrkesutövning."),
    Written(5, "mas", "samverkan", """Mötena var fjärde vecka med vårdcentralen har blivit av. Vi går igenom läkemedelslistor och utskrivningar som inte blev som de skulle.

Antecknade möten i systemet: {{siffra:raknat/samverkan/moten/2025}}. Anteckningarna finns, men på annat håll."""),
    Written(5, "mas", "samverkan", "Från 2026 antecknas varje möte i systemet, så att alla enheter kan läsa vad som bestämdes.", Part.NEXT_YEAR),
    Written(6, "mas", "riskanalys", "Den gemensamma mallen för riskanalys blev klar i oktober. Sjuksköterskorna har börjat med läkemedelshanteringen. Alla enheter har inte hunnit, och därför är området delvis uppfyllt."),
    Written(7, "mar", "egenkontroll", """Vi har inga mått för hälso- och sjukvården i systemet. Därför beskriver vi egenkontrollen här.

- **Hjälpmedel:** arbetsterapeuterna har gått igenom lyftar och sängar på alla särskilda boenden. Det som inte var besiktigat är besiktigat.
- **Basal hygien:** enheterna har mätt följsamheten två gånger. Resultaten ligger kvar på papper hos enheterna, och vi har inte kunnat lägga samman dem."""),
    Written(7, "mar", "egenkontroll", "MAS och MAR lägger upp mått för hygien, trycksår och fall i systemet under 2026.", Part.NEXT_YEAR),
    Written(8, "mas", "rapportering", "Alla enheter rapporterar. Någon särskild åtgärd för rapporteringen har vi inte haft. Det som behövs är att en händelse inte blir liggande, och det ser vi först när alla skriver i samma system."),
    Written(9, "mas", "rapporterade-handelser", """Läkemedel ({{siffra:avvikelser/typ/hsl/lakemedel/sociala-sektorn/2025}}) och fall ({{siffra:avvikelser/typ/hsl/fall/sociala-sektorn/2025}}) är ungefär åtta av tio händelser. Av läkemedelshändelserna är utebliven dos vanligast, säger sjuksköterskorna.

Det som oftast har bidragit är procedurer, rutiner och riktlinjer ({{siffra:avvikelser/orsak/procedurer-rutiner-och-riktlinjer/sociala-sektorn/2025}})."""),
    Written(10, "mas", "vardskador", "{{siffra:raknat/patientsakerhet/vardskador/2025}} händelser är bedömda som vårdskada. I varje fall har patienten fått veta vad som hände och vad vi gör för att det inte ska hända igen. Närstående har fått veta när patienten har velat det."),
    Written(10, "mas", "klagomal", "Klagomål på vården kommer sällan skriftligt. De som ringer får svar, men samtalet skrivs inte alltid ner, och då går det inte att lära av det. Någon åtgärd är inte registrerad för 2025."),
    Written(10, "mas", "klagomal", "Klagomål tas emot på ett sätt från 2026, och besvaras inom tio arbetsdagar.", Part.NEXT_YEAR),
    Written(11, "mas", "medverkan", "Området skattades senast 2024. Personalen rapporterar, och är med när händelser utreds. Det vi saknar är ett sätt att visa att alla har läst en ny rutin. Det är behovet bakom skattningen."),
    Written(12, "mas", "forbattring", """Fem åtgärder svarar mot händelser i vården. Larmmattorna på Kvarnbacken är uppföljda: ingen säker förändring. De andra är för nya för att bedömas.

Två av åtgärderna är starka, de ändrar miljön eller tekniken i stället för att be någon komma ihåg: halkfria golv på Furuhöjden och läkemedelsautomater i Hemsjukvård norr."""),
    Written(13, "mas", "infor", "Först 2026 går läkemedel på kvällen. Tallgläntan har börjat, och hjälper det där gör vi lika på fler boenden."),
)  # fmt: skip

QUESTIONS = (
    Asked(
        1, "mas", "nurse", "rapporterade-handelser", "Vad ser du som sjuksköterska bakom läkemedelshändelserna?", 12,
        "Dosen är ofta framtagen men inte given vid passbytet på kvällen. Var och en tror att den andra har gett den.", 10, Part.ANALYSIS,
    ),
    Asked(
        1, "mas", "home_manager", "forbattring", "Hur har ni infört att två signerar, och vad behöver den som vill göra likadant?", 9,
        "Vi började med en avdelning i två veckor. Det viktigaste var att skriva in det i passets start, så att ingen blir avbruten.", 8, Part.ACTIONS,
    ),
)  # fmt: skip

BEGUN = date(2026, 1, 19)
STORY = Story(
    Kind.SAFETY, 2025, begun_by="mas", due=41, steps=(*TEXTS, *QUESTIONS), sent=28, sent_by="mas",
    approved=Approved(37, "SN 2026/97", signed=38, signed_by="registrar", published=38, published_by="mas"),
)  # fmt: skip

WITH_WHOM = "lakarmedverkan"  # the cooperation
WRONG = "raknat/samverkan/moten/2025"
FORGOTTEN = (  # meetings with the health centre that nobody had noted: held on, notes
    (date(2025, 5, 22), "Första mötet. Vi bestämde hur läkemedelslistor skickas och vem som ringer vem."),
    (date(2025, 9, 11), "Tre utskrivningar utan läkemedelslista. Vårdcentralen tar det med lasarettet."),
    (date(2025, 11, 6), "Läkemedelsgenomgångar: alla med fem läkemedel eller fler är inbokade före jul."),
)
AGAIN = date(2026, 4, 13)
WHY = "Mötena hölls under 2025 men var inte antecknade i systemet. MAS har lagt in dem i efterhand."
SECOND = Story(
    Kind.SAFETY, 2025, begun_by="mas", due=14, sent=2, sent_by="mas",
    steps=(
        Written(1, "mas", "samverkan", """Mötena med vårdcentralen har blivit av. Vi går igenom läkemedelslistor och utskrivningar som inte blev som de skulle.

Antecknade möten i systemet: {{siffra:raknat/samverkan/moten/2025}}. I den första utgåvan stod det att inget var antecknat."""),
    ),
    approved=Approved(7, "SN 2026/97", signed=8, signed_by="registrar", published=8, published_by="mas"),
)  # fmt: skip
