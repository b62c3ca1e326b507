"""Where the pages of a value are."""

from django.urls import reverse


def address(name, value):
    args = {"detail": [value.indicator.slug], "value": [value.pk], "revise": [value.pk],
            "create_value": [value.indicator.slug], "target": [value.indicator.slug]}  # fmt: skip
    return reverse(f"indicators:{name}", args=args.get(name, []))
