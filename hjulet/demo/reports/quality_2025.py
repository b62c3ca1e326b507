"""The kvalitetsberättelse of 2025: written by several, sent back once, approved, published and with the committee."""

from datetime import date

from hjulet.demo.reports.plan import Approved, Asked, Papers, Returned, Said, Story, Written
from hjulet.report.manuscripts.choices import Part
from hjulet.report.reports.choices import Kind

TEXTS = (
    Written(25, "sas", "sammanfattning", """Fem saker vill vi att du tar med dig:

- **Färre kan påverka när hemtjänsten kommer:** {{siffra:tid-hemtjanst/hemtjanst/2025}}, mot {{siffra:tid-hemtjanst/hemtjanst/2024}} året före. Vi prövar fasta besökstider i två grupper.
- **Färre medarbetare tycker att arbetsplatsens mål följs upp:** {{siffra:medarbetarenkat-hme-min-arbetsplats-mal-foljs-upp-och-utvarderas-pa-ett-bra-satt/sociala-sektorn/2025-09}}, mot {{siffra:medarbetarenkat-hme-min-arbetsplats-mal-foljs-upp-och-utvarderas-pa-ett-bra-satt/sociala-sektorn/2023-09}} två år tidigare. Det är den enda förändringen i enkäterna som är säker när alla frågor vägs in.
- **I servicebostad är färre trygga med alla i personalen:** {{siffra:kolada-u28529/lingonfors/2025}}, mot {{siffra:kolada-u28529/lingonfors/2024}} året före. Det är få svar, men vi går till botten med det.
- **Tryggheten i särskilt boende når målet:** {{siffra:trygg-sabo/aldreomsorg/2025}} känner sig trygga.
- **Mycket är gjort, allt är inte klart:** {{siffra:raknat/atgarder/done/2025}} av {{siffra:raknat/atgarder/alla/2025}} åtgärder är genomförda."""),
    Written(4, "sas", "ansvar", """Under våren skrev vi ner vem som svarar för vad i ledningssystemet, från nämnden till den enskilda medarbetaren. Ledningsgruppen ställde sig bakom det i maj. Därför bedömer vi området som uppfyllt.

Arbetet gjordes vid sidan om och står inte bland åtgärderna.

Tre områden har vi inte skattat: sammanställning och analys, förbättrande åtgärder och dokumentation."""),
    Written(4, "sas", "ansvar", "De tre områden som saknar skattning skattas första gången hösten 2026. SAS håller i det.", Part.NEXT_YEAR),
    Written(5, "sas", "lagrum", """Den nya socialtjänstlagen (2025:400) gäller från den 1 juli 2025. Före sommaren gick vi igenom riktlinjer och delegationsordning mot den. Riktlinjerna för bistånd till äldre är ändrade. Riktlinjerna för försörjningsstöd är inte klara.

Genomgången gjordes av handläggarna och står därför inte bland åtgärderna."""),
    Written(5, "sas", "lagrum", "Riktlinjerna för försörjningsstöd blir klara under våren 2026.", Part.NEXT_YEAR),
    Written(6, "developer", "processer", """{{siffra:rutiner-processer/sociala-sektorn/2025}} processer är beskrivna med sina aktiviteter i ordning. Ingen av dem hann fastställas under året, och aktiviteterna är inte knutna till någon rutin. Därför står det noll på flera ställen.

Det betyder inte att rutinerna saknas. De flesta låg kvar i den gamla mappen, där ingen ser vem som äger dem eller när de ska gås igenom."""),
    Written(6, "developer", "processer", "Kartläggningen av tre processer pågår. Medarbetare från tre enheter har ritat dem, och nu prövas de mot hur arbetet går till.", Part.ACTIONS),
    Written(6, "developer", "processer", "Under 2026 flyttas rutinerna över till systemet, och de tre processerna fastställs. Sedan kommer hemtjänstens egna processer.", Part.NEXT_YEAR),
    Written(8, "mas", "samverkan", """Vid årets slut gällde {{siffra:raknat/samverkan/alla/2025}} samverkan. {{siffra:raknat/samverkan/avtal/2025}} av dem vilar på avtal eller överenskommelse.

Mötena var fjärde vecka med vårdcentralen har blivit av. Sjuksköterskorna säger att frågor om läkemedelslistor nu tas upp i tid. Mötena är inte antecknade i systemet, så där står {{siffra:raknat/samverkan/moten/2025}}."""),
    Written(9, "sas", "riskanalys", "Den gemensamma mallen för riskanalys blev klar i oktober. Dessförinnan gjorde enheterna på olika sätt, och det gick inte att lägga samman riskerna. Mallen finns, men alla enheter har inte använt den än. Därför är området delvis uppfyllt."),
    Written(9, "sas", "riskanalys", "Varje enhet gör en riskanalys i mallen före juni 2026. SAS lägger samman dem till hösten.", Part.NEXT_YEAR),
    Written(11, "sas", "egenkontroll", """**Tiderna i hemtjänsten.** {{siffra:tid-hemtjanst/hemtjanst/2025}} svarar att de kan påverka när hjälpen kommer. Året före var det {{siffra:tid-hemtjanst/hemtjanst/2024}}, och 2023 {{siffra:tid-hemtjanst/hemtjanst/2023}}. För den frågan ensam är skillnaden större än slumpen. Vägs alla frågor i enkäterna in är den inte säker.

Vi tar den ändå på allvar. Vår egen mätning i april visar samma sak: {{siffra:hur-fungerar-hemtjansten-for-dig-kan-du-paverka-vilka-tider-du-far-hjalp/hemtjanst/2025-04}}."""),
    Written(12, "sas", "resultat-brukarenkat-sarskilt-boende", """Maten sticker ut. {{siffra:hur-ar-det-att-bo-har-hur-god-tycker-du-att-maten-ar/aldreomsorg/2025-10}} tycker att den är god, mot {{siffra:hur-ar-det-att-bo-har-hur-god-tycker-du-att-maten-ar/aldreomsorg/2024-10}} året före. För den frågan ensam är skillnaden större än slumpen. Vägs alla frågor in är den inte säker. Den nationella enkäten rör sig åt samma håll: {{siffra:kolada-u23467/lingonfors/2025}}, mot {{siffra:kolada-u23467/lingonfors/2024}}.

Färre svarar nej på frågan om de känner sig ensamma. Också det kan bero på slumpen, men borådet på Tallgläntan har sagt detsamma."""),
    Written(12, "sas", "resultat-brukarenkat-sarskilt-boende", "Kosten tas upp med boråden i vår. Vi frågar om maten igen i oktober, med samma fråga.", Part.NEXT_YEAR),
    Written(14, "sas", "resultat-medarbetarenkat-personal", """Allt färre tycker att arbetsplatsens mål följs upp: {{siffra:medarbetarenkat-hme-min-arbetsplats-mal-foljs-upp-och-utvarderas-pa-ett-bra-satt/sociala-sektorn/2023-09}} hösten 2023, {{siffra:medarbetarenkat-hme-min-arbetsplats-mal-foljs-upp-och-utvarderas-pa-ett-bra-satt/sociala-sektorn/2024-09}} hösten 2024 och {{siffra:medarbetarenkat-hme-min-arbetsplats-mal-foljs-upp-och-utvarderas-pa-ett-bra-satt/sociala-sektorn/2025-09}} nu. Den förändringen är säker.

Enhetscheferna säger att målen tas upp i januari och sedan inte förrän i december. Vi har ingen gemensam form för det däremellan."""),
    Written(14, "sas", "resultat-medarbetarenkat-personal", "Från februari 2026 tas målen upp på arbetsplatsträffen en gång i kvartalet. Vi frågar igen i september.", Part.NEXT_YEAR),
    Written(13, "sas", "resultat-pahittade-varden-lss", """I servicebostad är {{siffra:kolada-u28529/lingonfors/2025}} trygga med alla i personalen, mot {{siffra:kolada-u28529/lingonfors/2024}} året före. Ungefär tjugo svarade båda åren. För den frågan ensam är skillnaden större än slumpen.

Vi vet inte vad den beror på. Alla säger fortfarande att de trivs med personalen ({{siffra:kolada-u28531/lingonfors/2025}}), så det är ingen enkel bild."""),
    Written(13, "sas", "resultat-pahittade-varden-lss", "SAS och enhetscheferna inom LSS pratar med de boende i grupp före maj 2026, och frågar vad som gör en trygg.", Part.NEXT_YEAR),
    Written(16, "sas", "klagomal", "Svaren tar för lång tid, och vi har ingen gemensam tidsgräns. Klagomål som kommer per telefon skrivs inte alltid ner. Därför vet vi inte säkert hur många de var. Området har gått från uppfyllt till delvis uppfyllt."),
    Written(16, "sas", "klagomal", "Från 2026 ska den som klagar ha svar inom tio arbetsdagar. Åtgärden är beslutad inom äldreomsorgen.", Part.NEXT_YEAR),
    Written(10, "mas", "rapportering", """{{siffra:avvikelser/bedomda-i-tid/sociala-sektorn/2025}} av händelserna bedömdes i tid, och {{siffra:avvikelser/avslutade-i-tid/sociala-sektorn/2025}} var utredda och avslutade inom vår tidsgräns. Vi vet inte varför resten dröjde.

De flesta kom från det gamla systemet, där det inte syns vem som väntar på vem. Någon egen åtgärd för området har vi inte haft."""),
    Written(10, "mas", "rapportering", "I mars 2026 börjar Tallgläntan, Hemtjänst söder 1 och Rönnen skriva i det nya systemet. Då går det att se var en händelse blir liggande.", Part.NEXT_YEAR),
    Written(10, "mas", "rapporterade-handelser", """Läkemedel är vanligast i vården ({{siffra:avvikelser/typ/hsl/lakemedel/sociala-sektorn/2025}}), och därefter fall ({{siffra:avvikelser/typ/hsl/fall/sociala-sektorn/2025}}). Tillsammans är de ungefär åtta av tio.

I omsorgen är det vanligaste att en insats uteblir, blir sen eller görs fel ({{siffra:avvikelser/typ/sol/insats-utebliven-forsenad-eller-felaktigt-utford/sociala-sektorn/2025}}). Det hänger ihop med tiderna i hemtjänsten.

Det som oftast har bidragit är procedurer, rutiner och riktlinjer ({{siffra:avvikelser/orsak/procedurer-rutiner-och-riktlinjer/sociala-sektorn/2025}})."""),
    Written(20, "sas", "analys", """SAS, MAS och verksamhetsutvecklaren lade samman avvikelser, enkäter och klagomål i slutet av januari. En sak återkommer i flera källor: **tiderna i hemtjänsten**. De syns i enkäten, i vår egen mätning och bland avvikelserna, där uteblivna och sena insatser är {{siffra:avvikelser/typ/sol/insats-utebliven-forsenad-eller-felaktigt-utford/sociala-sektorn/2025}} av {{siffra:avvikelser/sol/sociala-sektorn/2025}}.

Bland medarbetarna är det i stället målen som sticker ut: allt färre tycker att de följs upp.

Klagomålen går inte att räkna, och är därför svåra att väga in."""),
    Written(20, "sas", "analys", "Från 2026 gör vi sammanställningen två gånger om året, i februari och i september.", Part.NEXT_YEAR),
    Written(21, "sas", "forbattring", """{{siffra:raknat/atgarder/done/2025}} av {{siffra:raknat/atgarder/alla/2025}} åtgärder är genomförda. Två av dem har vi följt upp: larmmattorna på Kvarnbacken och genomgången av bemötande på Åkanten. Ingen av dem har gett en säker förändring. Det betyder inte att de var fel, men vi vet inte att de hjälpte.

De andra är för nya. Vi bokar in när vi ser efter, i stället för att tro."""),
    Written(17, "sas", "medverkan", """Området skattades senast 2024, och då var det delvis uppfyllt. Under 2025 fanns inget gemensamt sätt att skicka ut rutiner att läsa eller samla in idéer. Därför står det noll på flera ställen.

Siffrorna visar vad systemet vet, inte allt som har hänt: arbetsplatsträffar har hållits, men utan underlag ur systemet."""),
    Written(17, "sas", "medverkan", "Under 2026 skickas nya rutiner ut att läsa. Tallgläntan prövar introduktion med kunskapsprov för nya.", Part.NEXT_YEAR),
    Written(22, "sas", "loften", "Tre av förra årets löften är inte klara: kartläggningen av processer, de fasta besökstiderna i hemtjänsten och de halkfria golven på Furuhöjden. Alla tre fortsätter."),
    Written(24, "sas", "infor", """Det här går först 2026:

- Tiderna i hemtjänsten. Vi avgör i april om alla grupper ska ha fasta besökstider.
- Tryggheten i servicebostad. Vi frågar de boende före maj.
- Svar på klagomål inom tio arbetsdagar."""),
)  # fmt: skip

QUESTIONS = (
    Asked(
        2, "sas", "manager", "egenkontroll",
        "Hur går det med de fasta besökstiderna? Skriv gärna både vad som fungerar och vad som är svårt.", 14,
        """Vi började med fasta besökstider i två grupper under hösten. Den som vill får veta sin morgontid på halvtimmen när.

Det går bättre i söder än i norr, där det är långt att köra. Svårast är helgerna, när många vikarier är nya.""",
        10, Part.ACTIONS,
    ),
    Asked(
        2, "sas", "department_head", "klagomal",
        "Vad behövs för att alla ska få svar i tid?", 14,
        "Vi har kommit överens om tio arbetsdagar. Enhetschefen svarar själv, och jag får en lista varje måndag på det som är äldre än en vecka.",
        13, Part.ACTIONS,
    ),
    Asked(
        3, "mas", "home_manager", "forbattring",
        "Vad säger personalen om att två signerar kvällens läkemedel?", 15,
        "Det tar ett par minuter till vid passbytet. Nattpersonalen säger att det är lugnare, för de behöver inte leta efter doser som kan vara givna.",
        12, Part.ACTIONS,
    ),
)  # fmt: skip

REMARK = Said(
    37, "director", "egenkontroll", "Det står vad som hände, men inte vad vi gör före sommaren. Vem svarar för det, och när får vi veta?",
    resolved_by="sas", resolved=38,
)  # fmt: skip

AFTERWARDS = Written(38, "sas", "egenkontroll", """De fasta besökstiderna prövas till sista mars 2026. I april redovisar enhetschefen för hemtjänsten utfallet för ledningsgruppen, som avgör om alla grupper ska arbeta så.

Vi mäter igen i april, med samma fråga.""", Part.NEXT_YEAR)  # fmt: skip

PAPERS = Papers(
    day=56, meeting_on=date(2026, 3, 24), contact="Sanna Samordnare, SAS",
    background="""Den som bedriver socialtjänst eller verksamhet enligt LSS bör varje år upprätta en kvalitetsberättelse (SOSFS 2011:9 7 kap. 1 §). Den säger hur arbetet med kvaliteten har gått, vilka åtgärder som har vidtagits och vilka resultat som har nåtts.

Berättelsen är skriven av SAS, MAS och verksamhetsutvecklaren, med svar från enhetscheferna. Den offentliga utgåvan är kontrollerad för sekretess.""",
    assessment="""{{siffra:raknat/omraden-uppfyllda/2025}} av de nio skattade områdena i ledningssystemet är uppfyllda, de andra är delvis uppfyllda. {{siffra:raknat/atgarder/done/2025}} av {{siffra:raknat/atgarder/alla/2025}} åtgärder är genomförda.

Det som mest behöver nämndens uppmärksamhet är att färre kan påverka när hemtjänsten kommer.""",
    send_to="Socialchefen\nSAS\nKommunens revisorer",
    figures=(
        "raknat/omraden-uppfyllda/2025", "raknat/atgarder/done/2025", "tid-hemtjanst/hemtjanst/2025",
        "kolada-u28529/lingonfors/2025",
        "medarbetarenkat-hme-min-arbetsplats-mal-foljs-upp-och-utvarderas-pa-ett-bra-satt/sociala-sektorn/2025-09",
    ),
    risks=(
        "Färre kan påverka när hemtjänsten kommer: {{siffra:tid-hemtjanst/hemtjanst/2025}}, mot {{siffra:tid-hemtjanst/hemtjanst/2024}} året före.",
        "Färre är trygga med alla i personalen i servicebostad: {{siffra:kolada-u28529/lingonfors/2025}}. Vi vet inte varför.",
        "Klagomål som kommer per telefon skrivs inte alltid ner. Då lär vi oss inte av dem.",
    ),
    decisions=(
        "Godkänna kvalitetsberättelsen för 2025.",
        "Ge förvaltningen i uppdrag att i juni redovisa vad de fasta besökstiderna i hemtjänsten har gett.",
        "Ge förvaltningen i uppdrag att i juni redovisa vad de boende i servicebostad säger om tryggheten.",
    ),
)  # fmt: skip

OWNERS = (  # the report of the year after begins with the same
    ("sammanfattning", "sas"), ("ansvar", "sas"), ("lagrum", "sas"), ("processer", "developer"), ("samverkan", "mas"),
    ("riskanalys", "sas"), ("egenkontroll", "sas"), ("klagomal", "sas"), ("rapportering", "mas"),
    ("rapporterade-handelser", "mas"), ("lex", "mas"), ("analys", "developer"), ("forbattring", "sas"),
    ("medverkan", "sas"), ("loften", "sas"), ("infor", "sas"),
)  # fmt: skip
BEGUN = date(2026, 1, 12)
STORY = Story(
    Kind.QUALITY, 2025, begun_by="sas", due=57, steps=(*TEXTS, *QUESTIONS, REMARK, AFTERWARDS), owners=OWNERS,
    returned=(Returned(35, 37, "Skriv vad vi gör åt tiderna i hemtjänsten före sommaren, vem som svarar för det och när vi får veta. Resten är bra."),),
    sent=39, sent_by="sas",
    approved=Approved(51, "SN 2026/118", signed=52, signed_by="registrar", published=53, published_by="sas"),
    papers=PAPERS,
)  # fmt: skip
