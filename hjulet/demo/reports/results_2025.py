"""The resultatrapport of 2025: the costs came in the autumn, and now it waits for the director."""

from hjulet.demo.reports.plan import Asked, Said, Story, Written
from hjulet.report.manuscripts.choices import Part
from hjulet.report.reports.choices import Kind

BEGUN_AGO = 34  # days before the demonstration is loaded
STORY = Story(
    Kind.RESULTS, 2025, begun_by="developer", due=44, sent=31, sent_by="developer",
    steps=(
        Asked(
            1, "developer", "manager", "resultat-egen-brukarundersokning-hemtjanst",
            "Vad tror ni ligger bakom att färre kan påverka tiden?", 12,
            "Vi planerar efter körvägen. Den som bor långt bort får den tid som blir över. När gruppen i söder fick fasta tider sa flera att det är det bästa som har hänt.",
            9, Part.ACTIONS,
        ),
        Written(14, "developer", "mal", """Tre av målets indikatorer når målnivån: trygghet i särskilt boende ({{siffra:trygg-sabo/aldreomsorg/2025}}), helhetsomdömet i hemtjänsten ({{siffra:helhet-hemtjanst/hemtjanst/2025}}) och trivseln på Verkstan ({{siffra:trivs-verkstan/verkstan/2025}}).

En når inte målet: möjligheten att påverka tiden i hemtjänsten ({{siffra:tid-hemtjanst/hemtjanst/2025}}).

Målet om arbetsplatser där man vill stanna saknar en egen indikator. Det gör det svårt att följa."""),
        Written(14, "developer", "mal", "Ledningsgruppen tar ställning till om HME ska följa målet om arbetsplatser.", Part.NEXT_YEAR),
        Written(15, "sas", "resultat-egen-brukarundersokning-hemtjanst", "{{siffra:tid-hemtjanst/hemtjanst/2025}} kan påverka tiden, mot {{siffra:tid-hemtjanst/hemtjanst/2024}} året före. För den frågan ensam är skillnaden större än slumpen. Helhetsomdömet ligger nästan still: {{siffra:helhet-hemtjanst/hemtjanst/2025}}, mot {{siffra:helhet-hemtjanst/hemtjanst/2024}}."),
        Said(22, "sas", "mal", "Ska vi skriva ut att Rönnen har för få svar?", resolved_by="developer", resolved=23),
        Written(26, "developer", "sammanfattning", """Resultatrapporten kommer sent på året, för kostnaderna per brukare blev klara först i höst.

Det mesta ligger nära förra året. Det som sticker ut är tiderna i hemtjänsten ({{siffra:tid-hemtjanst/hemtjanst/2025}})."""),
    ),
)  # fmt: skip
