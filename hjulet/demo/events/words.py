"""What the invented reports say: plain sentences put together from parts. No real person, no real event. Data."""

from dataclasses import dataclass
from random import Random

WHERE = (
    "i badrummet", "i sitt rum", "i hallen", "i matsalen", "vid sängen", "i dagrummet", "på väg till toaletten", "i köket",
    "på balkongen", "i korridoren",
)  # fmt: skip
WHEN = (
    "på morgonen", "vid lunch", "på eftermiddagen", "vid kvällsmaten", "strax före midnatt", "vid nattens första tillsyn",
    "tidigt på morgonen", "mellan två besök", "vid passbytet",
)  # fmt: skip
DONE = (
    "Satt kvar tills det kändes lugnt och ringde sjuksköterskan.",
    "Kontrollerade läget, ringde sjuksköterskan och skrev i journalen.",
    "Hjälptes åt två och tittade till oftare resten av passet.",
    "Rättade till det direkt och berättade för nästa pass.",
    "Ringde samordnaren och bad om ursäkt.",
    "Pratade med den det gällde och skrev en rad till gruppen.",
    "Tog kontakt med ansvarig sjuksköterska, som sa att vi skulle avvakta.",
    "Såg till att det blev gjort, men senare än det skulle.",
)


@dataclass(frozen=True)
class Telling:
    """How reports of one type are told, and what usually lay behind: category of cause, what was found, the routine."""

    sentences: tuple[str, ...]
    causes: tuple[tuple[str, str, str], ...]


TELLINGS: dict[str, Telling] = {
    "HSL_FALL": Telling(
        (
            "Boende hittades på golvet {where} {when}. Sa att fötterna gled undan.",
            "Föll {where} {when} på väg till rullatorn. Slog i höften, kunde resa sig med stöd.",
            "Reste sig själv {when} och föll {where}. Ingen såg det hända. Ett litet blåmärke på armen.",
            "Halkade {where} {when}. Golvet var blött efter städning.",
            "Föll vid förflyttning {where} {when}. Bromsen på rullstolen var inte låst.",
            "Gled ner ur sängen {when}. Larmmattan var inte påslagen.",
        ),
        (
            ("environment", "Golvet var blött, och skylten var inte framme.", ""),
            ("individual", "Nedsatt balans och bråttom till toaletten.", ""),
            ("procedures", "Fallrisken var inte bedömd efter inflyttningen.", "not_followed"),
            ("technology", "Larmmattan låg ur läge.", ""),
        ),
    ),
    "HSL_MEDICATION": Telling(
        (
            "Kvällsdosen låg kvar i dosetten {when}. Den var inte signerad.",
            "Morgonens läkemedel gavs {when}, två timmar för sent.",
            "Fick grannens dospåse {when}. Upptäcktes innan allt var taget.",
            "Insulinet var inte givet {when}. Signeringslistan var tom.",
            "Plåstret var inte bytt. Det skulle ha bytts {when}.",
            "En tablett hittades på golvet {where}. Oklart vilken dag den hör till.",
            "Dosen gavs {when} trots att den var utsatt. Den nya listan hade inte kommit.",
            "Ögondroppar glömdes {when}. Två i personalen trodde att den andra hade gett dem.",
        ),
        (
            ("communication", "Oklart mellan passen vem som skulle ge dosen.", ""),
            ("procedures", "Signeringslistan kontrollerades inte före passbytet.", "not_followed"),
            ("competence", "Ny medarbetare utan delegering på just den insatsen.", ""),
            ("environment", "Många avbrott när läkemedlen delades.", ""),
        ),
    ),
    "HSL_DEVICE": Telling(
        (
            "Lyften stannade mitt i en förflyttning {when}. Batteriet var slut.",
            "Rullatorns broms tog inte {where}.",
            "Sänggrinden gick inte att låsa {when}.",
            "Trygghetslarmet gick inte fram {when}. Provade tre gånger.",
        ),
        (
            ("technology", "Hjälpmedlet var inte kontrollerat enligt plan.", "not_followed"),
            ("competence", "Gruppen hade inte gått igenom hur lyften laddas.", ""),
        ),
    ),
    "HSL_PRESSURE_ULCER": Telling(
        (
            "Rodnad på hälen som inte gick bort. Upptäcktes {when}.",
            "Ett litet sår i korsryggen {when}. Vändschemat var inte ifyllt under natten.",
        ),
        (
            ("procedures", "Vändschemat följdes inte under helgen.", "not_followed"),
            ("communication", "Ordinationen om madrass kom inte fram.", ""),
        ),
    ),
    "HSL_NURSING": Telling(
        (
            "Vägdes inte på två månader. Det upptäcktes {when}.",
            "Munvården var inte gjord {when} trots ordination.",
            "Kateterpåsen var full {when}. Ingen hade tömt den sedan i går.",
            "Såret var inte omlagt på dagen som det skulle.",
        ),
        (
            ("procedures", "Insatsen stod inte i den dagliga planeringen.", "missing"),
            ("communication", "Ändringen sades muntligt och skrevs inte upp.", ""),
        ),
    ),
    "HSL_REHAB": Telling(
        (
            "Gångträningen är inte gjord på en vecka trots ordination.",
            "Bedömningen efter hemgång uteblev. Ringde och frågade {when}.",
        ),
        (("communication", "Ordinationen nådde inte gruppen.", ""), ("environment", "Ingen tid avsatt i planeringen.", "")),
    ),
    "HSL_INFECTION": Telling(
        (
            "Handsprit saknades {where} hela helgen.",
            "Magsjuka hos tre på avdelningen. Den första märktes {when}.",
        ),
        (("procedures", "Påfyllning ingår inte i någons uppgift.", "missing"),),
    ),
    "HSL_TRANSFER": Telling(
        (
            "Kom hem från sjukhuset {when} utan uppdaterad läkemedelslista.",
            "Ingen rapport från sjukhuset. Behövde ringa tre gånger {when}.",
            "Ordinationen fanns i brev men inte i journalen.",
            "Utskriven på fredagen utan hjälpmedel hemma.",
        ),
        (
            ("communication", "Utskrivningen meddelades efter kontorstid.", ""),
            ("procedures", "Mottagaren kontrollerade inte listan mot journalen.", "unknown"),
        ),
    ),
    "SOL_SERVICE_MISSED": Telling(
        (
            "Besöket {when} blev inte av. Den som väntade fick ringa själv.",
            "Hjälpen kom två timmar för sent {when}. Lunchen uteblev.",
            "Duschen ställdes in för tredje veckan.",
            "Två besök hade lagts på samma person och samma tid {when}.",
            "Promenaden blev inte av. Det var för få på passet.",
        ),
        (
            ("environment", "Korttidsfrånvaro och ingen vikarie på plats.", ""),
            ("communication", "Ändringen i planeringen nådde inte telefonen.", ""),
            ("technology", "Nyckelfri hemtjänst fungerade inte.", ""),
        ),
    ),
    "SOL_PLAN_DEVIATION": Telling(
        (
            "Fick inte välja själv vad hen ville ha på sig, trots att det står i planen.",
            "Genomförandeplanen var ett år gammal och stämde inte {when}.",
        ),
        (("procedures", "Planen följs inte upp på bestämda tider.", "not_followed"),),
    ),
    "SOL_NEGLECT": Telling(
        (
            "Larmade {when} och fick vänta fyrtio minuter.",
            "Hade inte fått hjälp till toaletten på hela förmiddagen.",
            "Nattens tillsyn var inte gjord. Det syntes {when}.",
        ),
        (
            ("environment", "En person kort på passet.", ""),
            ("technology", "Larmet gick till fel telefon.", ""),
            ("procedures", "Ingen fördelning av larm vid rast.", "missing"),
        ),
    ),
    "SOL_TREATMENT": Telling(
        (
            "Tilltalades kort och otåligt {where} {when}. Blev ledsen.",
            "Kände sig inte lyssnad på när hen bad om hjälp {when}.",
            "Personalen pratade över huvudet på den boende {where}.",
        ),
        (
            ("competence", "Svårt att möta oro i stressade lägen.", ""),
            ("environment", "Hög belastning under passet.", ""),
        ),
    ),
    "SOL_DOCUMENTATION": Telling(
        ("Besöket {when} är inte dokumenterat.", "Anteckningen stod hos fel person."),
        (("technology", "Inloggningen fungerade inte i telefonen.", ""),),
    ),
    "SOL_LEGAL_CERTAINTY": Telling(
        (
            "Beslutet är inte verkställt efter tre månader.",
            "Överklagandet lämnades inte vidare i tid.",
            "Dörren {where} var låst utan beslut.",
        ),
        (
            ("procedures", "Ingen bevakning av datum.", "missing"),
            ("competence", "Osäkerhet om vad som gäller vid skyddsåtgärder.", "unknown"),
        ),
    ),
    "SOL_INFORMATION": Telling(
        (
            "Papper med uppgifter låg framme {where} {when}.",
            "Anhöriga fick veta om flytten av en slump.",
            "Fel person fick besked på telefon {when}.",
        ),
        (("communication", "Oklart vem som skulle ringa.", ""), ("procedures", "Rutinen för utskrifter följdes inte.", "not_followed")),
    ),
    "SOL_PHYSICAL_ABUSE": Telling(
        (
            "Två boende knuffade varandra {where} {when}. Ingen skadades.",
            "Slog ut med armen mot en annan boende {where}.",
            "Togs hårt i armen {when}. Fick ett rött märke.",
        ),
        (
            ("environment", "Trångt och högljutt i dagrummet.", ""),
            ("competence", "Lågaffektivt bemötande är inte känt av alla.", ""),
        ),
    ),
    "SOL_FINANCIAL": Telling(
        ("Pengar saknas ur plånboken. Upptäcktes {when}.", "Kvitton för veckans inköp stämmer inte."),
        (("procedures", "Egna medel kontrolleras av en person ensam.", "not_followed"),),
    ),
    "SOL_ENVIRONMENT_ROUTINE": Telling(
        (
            "Ytterdörren gick inte att låsa {when}.",
            "Två nya på passet och ingen som kände rutinen.",
            "Varmvattnet försvann {when} hela helgen.",
        ),
        (("environment", "Bemanningen passade inte behoven den dagen.", ""), ("technology", "Felanmälan låg kvar utan åtgärd.", "")),
    ),
}  # fmt: skip
ANSWERS = (
    "Tack för att du berättade. Vi har gått igenom det i arbetslaget och bestämt hur vi gör nästa gång.",
    "Tack. Vi har sett fler sådana händelser och tar upp det på nästa arbetsplatsträff.",
    "Tack. Du gjorde rätt som agerade direkt. Rutinen är uppdaterad så att fler vet.",
)
NO_LEX = (
    "Händelsen fick inga allvarliga följder och hanterades direkt. Samråd med ansvarig i kommunen.",
    "Ingen risk för liv, säkerhet eller hälsa fanns. Bedömningen är gjord tillsammans med ansvarig i kommunen.",
)
JUDGEMENTS = ("", "", "Kan hända igen om inget ändras.", "Gick bra den här gången tack vare snabb hjälp.")


def told(code: str, chance: Random) -> str:
    """A report in somebody's own words."""
    sentence = chance.choice(TELLINGS[code].sentences)
    return sentence.format(where=chance.choice(WHERE), when=chance.choice(WHEN))
