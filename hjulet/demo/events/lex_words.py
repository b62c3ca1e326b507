"""What the invented lex cases say: invented like everything in Lingonfors, but told as such cases are told. Data."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Telling:
    """One case's texts. What is not said here comes from the event itself."""

    event: str
    at_once: str
    consequences: str = ""
    course: str = ""
    causes: str = ""
    before_and_again: str = ""
    measures: str = ""
    motivation: str = ""
    summary: str = ""
    feedback: str = (
        "Personalen fick veta utfallet på arbetsplatsträffen. Den enskilde fick ett eget samtal med chefen."
    )
    ivo: str = ""

    @property
    def items(self) -> dict[str, str]:
        """By the keys of the checklists."""
        return {
            "concerns": self.event, "at_once": self.at_once, "consequences": self.consequences, "course": self.course,
            "causes": self.causes, "before_and_again": self.before_and_again, "measures": self.measures,
            "feedback": self.feedback,
            "patient_view": "Patienten och en närstående har läst händelseförloppet och lagt till hur kvällen upplevdes.",
            "effects": "Serien för typen följs månad för månad. Effekten följs upp efter sex månader.",
            "taking_part": "Enhetschef, sjuksköterska, fysioterapeut och MAS. Analysledaren har gått utbildning i händelseanalys.",
        }  # fmt: skip


ALARM = Telling(
    "Larmet från en lägenhet besvarades först efter fyra timmar. Personen låg kvar på badrumsgolvet.",
    "Hjälpte upp personen, värmde med filtar och ringde sjuksköterskan.",
    "Personen var nedkyld och rädd men kom inte till varaktig skada.",
    "22.10 larmar personen. Larmet går till en telefon som ligger på laddning i ett annat hus. 02.15 går nattpersonalen sin rond och hör rop.",
    "Telefonen följde inte med vid passbytet. Larm som inte besvaras gick inte vidare till någon annan.",
    "Ett obesvarat larm rapporterades i fjol, men åtgärden blev en påminnelse. Det händer igen om larmen inte går vidare av sig själva.",
    "Larm går vidare till nästa telefon efter tre minuter. Telefonen kvitteras vid passbytet. Enhetschefen ansvarar, klart inom en månad.",
    "Personen fick ingen hjälp på fyra timmar. Det är ett missförhållande. Följderna gick över, och det var inte en upprepad brist.",
    "Ett larm besvarades efter flera timmar. Larmen gick inte vidare till någon annan.",
)
QUARREL = Telling(
    "En boende höll fast en annan i armen vid matbordet.",
    "Gick emellan, följde den ena till ett annat rum och stannade kvar.",
    "Ett rött märke på armen, borta samma kväll. Båda var lugna efteråt.",
    "Den ena ville ta den andras tallrik. Personal fanns vid bordet och gick emellan inom några sekunder.",
    "Platserna vid bordet passade inte, och det visste vi inte före måltiden.",
    "Inget liknande mellan de två. Placeringen är ändrad.",
    "Ny placering vid måltiderna, och det står i genomförandeplanen. Klart samma vecka.",
    "Personal fanns på plats och handlade direkt. Det fanns ingen brist i insatsen. Därför inget missförhållande.",
    "En boende höll fast en annan. Personal fanns på plats och gick emellan direkt.",
)
MONEY = Telling(
    "Kontanter som förvarades åt en person saknades, 4 200 kronor under tre månader.",
    "Låste in det som fanns kvar, bytte kod och gjorde en polisanmälan.",
    "Personen kunde inte köpa det som var planerat och vågar inte längre låta oss förvara pengar.",
    "Kassaboken stämdes av en gång i kvartalet. Vid avstämningen saknades kvitton för åtta uttag.",
    "En person ensam gjorde både uttag och bokföring. Avstämningen var för gles för att någon skulle se det.",
    "Det har inte hänt förut. Det kan hända på fler enheter, för de arbetar likadant.",
    "Två signerar varje uttag. Avstämning varje vecka av någon annan. Gäller alla enheter från den första nästa månad.",
    "Det är ett ekonomiskt övergrepp mot någon som litade på oss, under lång tid och utan att vi såg det. Allvarligt missförhållande.",
    "Förvarade kontanter saknades. En person ensam gjorde både uttag och bokföring.",
    ivo="IVO bedömer att nämnden har utrett händelsen och gjort det som behövs. Ärendet avslutas.",
)
VISITS = Telling(
    "Tre kvällsbesök i rad blev inte av. Personen fick varken mat eller hjälp i säng.",
    "Åkte dit samma kväll med mat, stannade en timme och ringde en anhörig.",
    "Personen sov i fåtöljen två nätter och åt sämre. Ingen bestående skada.",
    "En ändring i planeringen syntes i datorn men inte i telefonen. Vikarien följde telefonen.",
    "Ändringar efter klockan 14 nådde inte telefonerna. Ingen visste det.",
    "Enstaka besök har uteblivit förut av samma orsak. Det kan hända igen tills systemet är rättat.",
    "Ändringar ringes in tills felet är rättat. Utebliven incheckning larmar samordnaren efter 30 minuter.",
    "Tre besök i rad uteblev för någon som inte kan klara sig utan dem. Det är ett missförhållande.",
    "Flera besök i rad blev inte av. Ändringar i planeringen nådde inte telefonerna.",
)
DOOR = Telling(
    "En person med demenssjukdom gick ut i nattkläder en natt med tio minusgrader. En granne ledsagade hem personen.",
    "Tog emot personen, kontrollerade kroppstemperaturen och larmade sjuksköterskan.",
    "Personen var kall men oskadd. Utan grannen hade det kunnat bli livsfarligt.",
    "Dörrlarmet var avstängt efter en leverans på dagen och slogs inte på igen. Nattpersonalen såg inte att det var av.",
    "Det syntes ingenstans att larmet var av. Ingen ägde frågan att slå på det.",
    "Larmet har varit avstängt efter leveranser förut. Då hände inget, och det rapporterades inte.",
    "Larmet slår på sig självt efter tio minuter. Lampan vid personalrummet visar om det är av. Klart inom två veckor.",
    "Personen kom inte till skada, men risken var uppenbar och konkret, och kunde ha kostat livet. Påtaglig risk för allvarligt missförhållande.",
    "En person med demenssjukdom kunde gå ut en kall natt. Ett dörrlarm var avstängt.",
)
MANNER = Telling(
    "Personal sa åt en boende att sluta ringa på klockan, och svarade sedan inte när det ringde.",
    "Satte sig hos den boende och bad om ursäkt. Berättade för chefen samma kväll.",
)
BLOOD_THINNER = Telling(
    "Blodförtunnande medicin gavs i dubbel dos i fyra dagar efter en utskrivning.",
    "Ringde läkaren, tog blodprov samma dag och gav inte nästa dos.",
    "Ingen blödning. Provet var långt över det som är säkert.",
    "Den gamla dosen låg kvar i dosetten när den nya läkemedelslistan kom. Båda gavs.",
    "Dosetten delades innan listan var kontrollerad. Två listor såg likadana ut.",
    "Två liknande tillbud i fjol, samma orsak: listan kom efter patienten.",
    "Ingen dosett delas förrän sjuksköterskan har jämfört listorna. Samtal med avdelningen före varje utskrivning.",
    "Patienten klarade sig, men dosen hade kunnat ge en livshotande blödning, och den hade kunnat undvikas.",
    "Dubbel dos efter en utskrivning. Två läkemedelslistor gällde samtidigt.",
    ivo="IVO avslutar ärendet. Vårdgivaren har klarlagt händelsen och vidtagit åtgärder.",
)
FALL = Telling(
    "En patient föll på väg till toaletten och bröt handleden.",
    "Lade på stöd, ringde sjuksköterskan och följde med till akuten.",
    "Bruten handled, gips i fem veckor. Patienten är tillbaka i sitt vanliga liv.",
    "Patienten gick själv, som vanligt, med rullator. Golvet var torrt och belysningen tänd.",
    "Fallrisken var bedömd och åtgärderna följda. Patienten ville gå själv.",
    "Patienten har inte fallit det senaste året.",
    "Rörelselarm erbjuds. Patienten har tackat nej, och det står i journalen.",
    "Bedömning och åtgärder var gjorda. Händelsen hade inte kunnat undvikas med rimliga åtgärder. Ingen vårdskada.",
    "Ett fall med fraktur där fallrisken var bedömd och åtgärderna följda.",
)
INSULIN = Telling(
    "Insulin gavs två gånger samma morgon. Patienten hittades medvetslös två timmar senare.",
    "Gav glukagon enligt ordination, ringde 112 och stannade kvar tills ambulansen kom.",
    "Patienten vårdades fyra dygn på sjukhus och har sämre minne än före händelsen.",
    "07.10 ger nattpersonalen insulin men hinner inte signera. 07.40 ser dagpersonalen en tom ruta och ger samma dos.",
    "Signering på papper i ett annat rum. Insulin ges i skarven mellan två pass. Delegeringen nämner inte hur man kontrollerar.",
    "Ett tillbud av samma slag i våras, rapporterat och åtgärdat med en påminnelse. Det kan hända igen.",
    "Digital signering hos patienten. Insulin ges bara av dagpasset. Delegeringarna förnyas med praktiskt prov.",
    "Skadan är bestående och hade undvikits med en säker kontroll. Det är en allvarlig vårdskada.",
)
LIFT = Telling(
    "Lyftselen släppte vid en förflyttning. Patienten föll en halv meter ner i sängen.",
    "Kontrollerade patienten, ställde undan lyften och selen och ringde fysioterapeuten.",
)
