"""The handbook's page about access, made from the table in roles.py so that the two cannot differ."""

from hjulet.base.people.choices import Role
from hjulet.base.people.roles import TABLE, named

HEAD = """# Behörigheter: vem får vad

*Sidan skrivs av `manage.py write_access_page` ur `hjulet/base/people/roles.py`. Ändra där. Ett test jämför.*

En roll gäller vid en enhet under en tid och når allt under enheten. Åtkomsten tar slut med rollens sista dag, samma dag.
Inget går över kommungränsen. Den som inte har någon roll som når en uppgift får veta att sidan inte finns (404).
En kollega vars roll når dit men inte räcker för just det får veta det (403).

"""


def access_page() -> str:
    """One line per verb: who may."""
    rows = [f"| {str(verb.label).capitalize()} | {named(TABLE[verb])} |" for verb in TABLE]
    return HEAD + "| får | roller |\n|---|---|\n" + "\n".join(rows) + "\n\n" + _per_role()


def _per_role() -> str:
    lines = ["## Roll för roll", ""]
    for role in Role:
        given = ", ".join(str(verb.label) for verb in TABLE if role in TABLE[verb])
        lines.append(f"- **{role.label!s}** får {given}.")
    return "\n".join(lines) + "\n"
