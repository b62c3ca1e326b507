#!/bin/sh
# How static/vendor and tests/vendor were made. Needs node and npm; nothing at build or run time does.
# Run it from anywhere, look at the difference, commit the files together with the new sums.
set -eu

CSS=@digdir/designsystemet-css@1.22.0
THEME=@digdir/designsystemet@1.15.0
AXE=axe-core@4.14.1
# The parts of the design system that our pages use, in the order of its own index. Add a name here, then run.
PARTS="base label link list divider paragraph button breadcrumbs alert card details field fieldset input
       validation-message error-summary pagination skip-link table tag"

root=$(cd "$(dirname "$0")/.." && pwd)
vendor=$root/hjulet/base/ui/static/vendor
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

npm pack --silent "$CSS" "$AXE" >/dev/null
for archive in *.tgz; do
    mkdir "${archive%.tgz}"
    tar -xzf "$archive" -C "${archive%.tgz}" --strip-components=1
done

{
    printf '/* %s, MIT, see designsystemet.LICENSE. Parts: see scripts/vendor.sh. */\n' "$CSS"
    printf '@layer ds.theme, ds.base, ds.components, app;\n@layer ds.base{'
    cat digdir-designsystemet-css-*/dist/src/base.css
    printf '}\n@layer ds.components{\n'
    for part in $PARTS; do
        [ "$part" = base ] || cat "digdir-designsystemet-css-"*"/dist/src/$part.css"
        printf '\n'
    done
    printf '}\n'
} | sed '/sourceMappingURL/d' >"$vendor/designsystemet.css"
cp digdir-designsystemet-css-*/LICENSE "$vendor/designsystemet.LICENSE"

npm install --silent --no-audit --no-fund --prefix cli "$THEME" >/dev/null
cat >designsystemet.config.json <<'JSON'
{
  "outDir": "design-tokens",
  "themes": {
    "hjulet": {
      "colors": { "main": { "accent": "#005A70" }, "support": {}, "neutral": "#1C2B30" },
      "borderRadius": 6,
      "typography": { "fontFamily": "Inter" }
    }
  }
}
JSON
cli/node_modules/.bin/designsystemet tokens create --config designsystemet.config.json --clean >/dev/null
cli/node_modules/.bin/designsystemet tokens build -t design-tokens -o build >/dev/null
# Our accent, our layers; the leading spaces and comments are only weight.
sed -e 's/^ *//' -e '/^$/d' build/hjulet.css >"$vendor/theme.css"

sed '/sourceMappingURL/d' axe-core-*/axe.min.js >"$root/tests/vendor/axe.min.js"
cp axe-core-*/LICENSE "$root/tests/vendor/axe.LICENSE"

cd "$root"
sha256sum hjulet/base/ui/static/vendor/*.css hjulet/base/ui/static/vendor/*.LICENSE tests/vendor/axe* \
    >hjulet/base/ui/static/vendor/SHA256SUMS
