"""The kvalitetsberättelse of 2026, as it stands on the day when the demonstration is loaded: half way."""

from hjulet.demo.reports.plan import Asked, Offered, Said, Story, Written
from hjulet.report.manuscripts.choices import Part
from hjulet.report.reports.choices import Kind

BEGUN_AGO = 24  # days before the demonstration is loaded
STORY = Story(
    Kind.QUALITY, 2026, begun_by="sas", due=100,
    steps=(
        Asked(
            1, "sas", "department_head", "klagomal",
            "Hur går det med att svara på klagomål inom tio arbetsdagar? Skriv gärna vad som hindrar.", 20,
        ),
        Asked(
            1, "mas", "nurse", "rapporterade-handelser", "Vad ser du i vardagen som inte syns i antalen?", 14,
            "Många händelser rapporteras först när passet är slut. Då är det svårt att minnas hur det började.", 8, Part.ANALYSIS,
        ),
        Asked(
            2, "sas", "manager", "egenkontroll",
            "Vad har de fasta besökstiderna gett, och gäller det alla grupper nu?", 23,
            """Två grupper har fasta tider hela dagen. De andra har det på morgonen.

Kvar är helgerna. Vi prövar en egen helgplanering i norr från januari.""", 22,
        ),
        Asked(
            15, "sas", "home_manager", "medverkan",
            "Hur går introduktionen med kunskapsprov? Hur många har gjort den, och vad säger de?", 33,
        ),
        Written(4, "sas", "ansvar", "Vem som svarar för vad är oförändrat sedan 2025. Skattningen av alla områden görs när året är slut."),
        Written(5, "sas", "samverkan", "Mötena antecknas nu i systemet: {{siffra:raknat/samverkan/moten/2026}} under året. Överenskommelsen om läkemedelsgenomgångar har löpt ut utan att förnyas. Genomgångarna görs ändå, men ingen har tagit ställning till hur länge."),
        Written(5, "sas", "samverkan", "MAS tar upp överenskommelsen med vårdcentralen och apoteket.", Part.ACTIONS),
        Written(9, "developer", "processer", """De tre processerna är fastställda, och nästan alla aktiviteter har en rutin som gäller ({{siffra:rutiner-med-rutin/sociala-sektorn/2026}} av {{siffra:rutiner-aktiviteter/sociala-sektorn/2026}}).

Rutinerna är flyttade från den gamla mappen. Därför är de nya versionerna så många."""),
        Written(9, "sas", "processer", "De tre processerna är fastställda. Hemtjänstens egna processer är inte kartlagda än, och det behöver stå här.", is_unseen=True),
        Written(9, "developer", "processer", "Hemtjänstens processer kartläggs under våren.", Part.NEXT_YEAR),
        Written(11, "mas", "rapportering", "{{siffra:avvikelser/bedomda-i-tid/sociala-sektorn/2026}} av händelserna bedömdes i tid, och {{siffra:avvikelser/avslutade-i-tid/sociala-sektorn/2026}} var utredda och avslutade i tid."),
        Written(12, "mas", "rapporterade-handelser", "Åkanten nedre har slutat rapportera sedan i maj, fast lika många bor där. Det är inte säkert ett gott tecken. Jag har bokat ett besök.", Part.ACTIONS),
        Said(17, "director", "rapporterade-handelser", "Bra att det står rakt ut. Vad kom fram vid besöket på Åkanten?"),
        Offered(18, "sas", "forbattring", Part.ACTIONS),
    ),
)  # fmt: skip
