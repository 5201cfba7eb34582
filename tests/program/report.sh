# stelsel report: documents, whole or not at all, the same each time.
. "$(dirname "$0")/expect.sh"
national=(report reporting/national "$landscape" --as-of 2021-12-31)
region=(report reporting/region "$landscape" --as-of 2021-12-31)

# The same source, day and parameters give the same bytes, in a file as on standard output.
for format in html md; do
  fine "${national[@]}" --format $format
  mv out "national.$format"
  fine "${national[@]}" --format $format -o again
  expect_no_out
  expect_same "national.$format" again
done
fine "${region[@]}" --set region=ijssel_vecht -o region.html
fine "${region[@]}" --set region=ijssel_vecht --format md -o region.md
fine copy "$landscape" sqlite:store.sqlite
fine report reporting/region sqlite:store.sqlite --as-of 2021-12-31 --set region=ijssel_vecht --format md -o from_store.md
# The source is named in it.
sed -i -E "s|store\.sqlite@1 \\\\?\(sha256 [0-9a-f]{12}\\\\?\)|$landscape|" from_store.md
expect_same region.md from_store.md

# core/README.md follows this row to its place in the report.
access=$(grep -m 1 -A 8 -F '**B5 Toegang**' region.md)
for part in 'Stand van zaken: in ontwikkeling' 'tussen 7 juni 2021 en september 2021' 'najaar van 2021' '§4.3.2; §4.3.3'; do
  expect_true grep -qF "$part" <<<"$access"
done

# It reads without the network: nothing is fetched, and the one script is the page's own.
for page in national.html region.html; do
  expect_true grep -qi '^<!doctype html>' $page
  expect_true [ "$(tail -n 1 $page)" = "</html>" ]
  expect_true [ -z "$(grep -iE '(src|href)=["'\'']?(https?:)?//|<script.+<script|<script [^>]|<link|@import|url\([^#]' $page)" ]
done

# Both languages.
fine "${region[@]}" --set region=ijssel_vecht --lang en --format md
expect_out "in development"
fine "${region[@]}" --set region=ijssel_vecht --format md
expect_out "in ontwikkeling"
fine "${region[@]}" --set region=ijssel_vecht --lang en
expect_out '<html lang="en">'

# The day counts: before the observation there is no status.
fine report reporting/region "$landscape" --set region=ijssel_vecht --as-of 2021-09-29 --format md
expect_not_out '§4\.3\.2; §4\.3\.3'

# What was made up says so wherever it is shown.
mkdir made_up
printf '%s\n' region,name,illustratief noord,Noord,true >made_up/region.csv
printf '%s\n' agreement_topic,name,answer,theme B5,Toegang,stand_van_zaken,samenwerking >made_up/agreement_topic.csv
printf '%s\n' agreement_topic,topic_version,wording,illustratief 'B5,1,Zijn er afspraken?,true' \
  >made_up/agreement_topic_wording.csv
printf '%s\n' region,agreement_topic,domain,observed_on,sequence,topic_version,status,illustratief \
  noord,B5,BW,2021-01-01,1,1,ja,true >made_up/agreement_status.csv
for lang in nl en; do
  for format in html md; do
    fine report reporting/region made_up --set region=noord --as-of 2021-12-31 --format $format --lang $lang
    expect_true grep -qiE 'illustrati' out
    fine report reporting/national made_up --as-of 2021-12-31 --format $format --lang $lang
    expect_true grep -qiE 'illustrati' out
  done
done
expect_true [ -z "$(grep -i illustrati region.md)" ]

# Practice examples of the pack, and those of the source, are shown: in the report of their region, and by topic.
fine "${region[@]}" --set region=almelo --format md -o almelo.md
for part in '## Praktijkvoorbeelden' 'kunnen leren: 2 praktijkvoorbeelden' '**Binnen zes maanden een woning' \
    'Trefwoorden: ambulante' 'B4 Verdeling en spreiding van voorzieningen' 'Twijfel: het kader staat bij de vraag' \
    '§4.1, praktijkvoorbeeld'; do
  expect_true grep -qF "$part" almelo.md
done
expect_true [ -z "$(grep -i praktijkvoorbeeld region.md)" ]
pack=$2/plugins/praktijkvoorbeelden/data/praktijkvoorbeelden
rows() { sqlite3 :memory: -cmd '.mode csv' -cmd ".import '${pack}_$1.csv' pack" 'select count(*) from pack'; }
# The rows of the table of national.html with this caption.
shown() { sed -n "/<caption[^>]*>$1</,/<\/table>/p" national.html | grep -c '<th scope="row"'; }
expect_true grep -qF "$(rows example) praktijkvoorbeelden van 15 regio's" national.md
expect_true grep -qF '**E11 Bereikte resultaten**' national.md
expect_true [ "$(shown 'Praktijkvoorbeelden per onderwerp')" = "$(rows topic)" ]
expect_true [ "$(shown 'Praktijkvoorbeelden per regio')" = "$(rows example)" ]
printf '%s\n' region,praktijkvoorbeelden_example,title,description,illustratief \
  'noord,proef,Een proef,Zo doen zij het.,true' >made_up/praktijkvoorbeelden_example.csv
fine report reporting/region made_up --set region=noord --as-of 2021-12-31 --format md --lang en
expect_out '## Practice examples'
expect_true grep -q 'Een proef.*illustratief' out
fine report reporting/national made_up --as-of 2021-12-31 --format md
expect_out 'Een proef'
expect_out 'Gooi en Vechtstreek' # a region that this source does not have

# Without the pack there are none, and nothing is missed.
rm made_up/praktijkvoorbeelden_example.csv
mkdir -p alone/bin alone/lib/stelsel/plugins
cp "$(realpath "$stelsel")" alone/bin/stelsel
cp -RL "$(dirname "$stelsel")/../lib/stelsel/plugins/reporting" alone/lib/stelsel/plugins
chmod -R go-w alone
with_packs=$stelsel stelsel=$PWD/alone/bin/stelsel
fine report reporting/region "$landscape" --as-of 2021-12-31 --set region=almelo --format md
expect_out '## Bronnen'
expect_not_out '[Pp]raktijkvoorbeelden'
fine "${national[@]}" --format md
expect_out '## Bronnen'
expect_not_out '[Pp]raktijkvoorbeelden'
stelsel=$with_packs

# Text of the data is text in the page.
printf '%s\n' region,name,illustratief 'noord,<script>alert(1)</script>,true' >made_up/region.csv
fine report reporting/region made_up --set region=noord --as-of 2021-12-31
expect_true [ "$(grep -c '<script' out)" -eq 1 ]
expect_out '&lt;script'

# A report over data with errors is made, and does not end as if all were well.
one_region wrong 'noord,Noord,,,true' 'zuid,Zuid,,gisteren,true'
run report reporting/region wrong --set region=noord --as-of 2021-12-31 -o wrong.html
expect_status 1
expect_err "stelsel check"
expect_true [ "$(tail -n 1 wrong.html)" = "</html>" ]

# When it cannot be made, a file of that name stays as it was, and a new one does not appear.
could_not_run "Het dichtst in de buurt: \`ijssel_vecht\`" "${region[@]}" --set region=ijsel_vecht
could_not_run "\`ijssel_vecht\`" "${region[@]}" --set region=ijsel_vecht --lang en -o new.html
expect_absent new.html
cp region.html before.html
could_not_run "\`ijssel_vecht\`" "${region[@]}" --set region=ijsel_vecht -o region.html
expect_same before.html region.html
could_not_run "no/such/page.html" "${national[@]}" -o no/such/page.html
expect_absent no
mkdir folder.html
could_not_run "folder.html" "${national[@]}" -o folder.html

could_not_run "parameter \`region\` is needed" "${region[@]}"
could_not_run "parameter \`regio\` is not known; known are region" "${region[@]}" --set regio=x --set region=ijssel_vecht
could_not_run "--set gives \`region\` twice" "${region[@]}" --set region=zkijh --set region=ijssel_vecht
could_not_run "--set needs NAME=VALUE, not \`region\`" "${region[@]}" --set region
could_not_run "parameter \`domain\` must be one of BW, MO" "${national[@]}" --set domain=bw
could_not_run "\`reporting/none\` is not known; known are" report reporting/none "$landscape"
could_not_run "no renderer makes \`pdf\`; known are html, md" "${national[@]}" --format pdf
could_not_run "\`2021-13-01\` is not a date" report reporting/national "$landscape" --as-of 2021-13-01
could_not_run "there is no file or folder nowhere" report reporting/national nowhere
could_not_run "SOURCE is missing" report reporting/national

cannot_write "${national[@]}"
cannot_write "${national[@]}" --format md
expect_true [ -z "$(find . -name '*.tmp*' -o -name '.*html*')" ]
finish
