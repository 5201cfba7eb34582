# The reports beside their first tables: what each says of a landscape, and what it withholds.
. "$(dirname "$0")/expect.sh"
report() { run report "reporting/$1" "${@:2}" --format md && expect_status 0; }

# The country: published order, phases, planning, matrix, what agreements wait for, what was published.
report national "$landscape" --as-of 2021-12-31
for part in 'BW: tabel 1, uitvoeringsafspraken' '## Fasen' '## Planning' '### Tijdspaden van BW en MO' \
    'stand van zaken per regio en onderwerp' '## Wachten op landelijke kwesties' '## Gepubliceerd en nagerekend' \
    'Van 17 gepubliceerde rijen' 'Conclusie in cijfers.' 'Aantallen erachter: 24/21/0' 'Telt op tot 102'; do
  expect_out "$part"
done
expect_true [ "$(grep -nE '^\| B(6|4|5) ' out | head -n 3 | sed -E 's/.*\| (B.) .*/\1/' | tr -d '\n')" = B6B4B5 ]
mv out national.md
# 43 regions have a tile.
expect_true [ "$(sed -n '/BW): deel van de onderwerpen/,/^$/p;/BW): deel van de onderwerpen/,/^\*\*/p' national.md |
  grep -oE '^\| [A-Za-z]{2,3} ' | sort -u | wc -l)" = 43 ]
report national "$landscape" --as-of 2021-12-31 --set topic=B5 --set domain=BW
expect_out 'B5 Toegang, Beschermd wonen (BW): stand van zaken per regio'
report national "$landscape" --as-of 2021-12-31 --lang en
for part in '## Phases' '## Planning' 'Published and recomputed'; do expect_out "$part"; done
could_not_run 'no topic with a status is called `B99`' report reporting/national "$landscape" --as-of 2021-12-31 --set topic=B99

# Before any data each report is there and says so.
report national "$landscape" --as-of 1950-01-01
expect_out 'geen stand van zaken bekend'
report comparison "$landscape" --as-of 1950-01-01 --set before=1949-01-01
expect_out 'Aan geen van beide kanten'
report region "$landscape" --as-of 1950-01-01 --set region=zkijh
expect_out 'geen stand van zaken bekend'
report council_letter "$landscape" --as-of 1950-01-01 --set region=zkijh
expect_out 'geen stand van zaken bekend'

# A region that is not there gives one sentence with the nearest, in every report that asks for one.
for kind in region comparison plan_of_approach council_letter; do
  more=()
  [ $kind != comparison ] || more=(--set before=2020-01-01)
  could_not_run "\`ijssel_vecht\`" report reporting/$kind "$landscape" --as-of 2021-12-31 --set region=ijsel_vecht "${more[@]}"
done

# Two days.
report comparison "$landscape" --as-of 2021-12-31 --set before=2021-09-30
expect_out 'Alleen aan de latere kant'
expect_out 'eerder niet waargenomen'
could_not_run 'Geef `before` (een datum) of `with` (een bron)' report reporting/comparison "$landscape" --as-of 2021-12-31

# Two revisions: one status went forward, one went back under another wording.
mkdir waves
printf '%s\n' region,name noord,Noord zuid,Zuid >waves/region.csv
printf '%s\n' agreement_topic,name,answer,theme B5,Toegang,stand_van_zaken,samenwerking >waves/agreement_topic.csv
printf '%s\n' agreement_topic,topic_version,wording 'B5,1,Zijn er afspraken?' 'B5,2,Zijn er vaste afspraken?' \
  >waves/agreement_topic_wording.csv
statuses() {
  printf '%s\n' region,agreement_topic,domain,observed_on,sequence,topic_version,status "$@" >waves/agreement_status.csv
}
statuses noord,B5,BW,2020-09-01,1,1,in_ontwikkeling zuid,B5,BW,2020-09-01,1,1,ja
run copy waves sqlite:store.sqlite && expect_status 0
statuses noord,B5,BW,2020-09-01,1,1,ja zuid,B5,BW,2020-09-01,1,2,nee
run copy waves sqlite:store.sqlite && expect_status 0
report comparison sqlite:store.sqlite --as-of 2021-12-31 --set with=sqlite:store.sqlite@1
expect_out 'Aan beide kanten bekend: 2. Daarvan vooruit: 1, terug: 1, gelijk: 0.'
expect_out 'Onder een andere formulering: 0 vooruit en 1 terug.'
expect_out 'andere formulering (1 → 2)'
expect_out 'Zijn er vaste afspraken?'
could_not_run "there is no file or folder nowhere" report reporting/comparison waves --as-of 2021-12-31 --set with=nowhere

# Waves of one source: rows of two dates, each of two regions.
statuses noord,B5,BW,2019-09-01,1,1,nee zuid,B5,BW,2019-09-01,1,1,ja \
  noord,B5,BW,2020-09-01,1,1,ja zuid,B5,BW,2020-09-01,1,1,ja
report national waves --as-of 2021-12-31
expect_out '## Golven'
expect_true grep -qE '1 september 2019 .* 50% ' out
expect_true grep -qE '1 september 2020 .* 100% ' out

# Small counts are withheld, also where the rest tells them; only who asks sees them.
printf '%s\n' municipality,name GM0001,Aa GM0002,Bee GM0003,Cee >waves/municipality.csv
printf '%s\n' region,domain,measure,counted_over,sequence,municipality,people \
  noord,BW,wachtend,2020-12-31,1,,9040 noord,BW,wachtend,2020-12-31,2,GM0001,3 \
  noord,BW,wachtend,2020-12-31,3,GM0002,1017 noord,BW,wachtend,2020-12-31,4,GM0003,8020 >waves/flow.csv
for format in md html; do
  run report reporting/region waves --as-of 2021-12-31 --set region=noord --format $format
  expect_status 0
  expect_out '9.040'
  expect_out '8.020'
  expect_not_out '1\.017'
  expect_out 'Aantallen onder 5 zijn afgeschermd'
done
report region waves --as-of 2021-12-31 --set region=noord --set small_counts=true
expect_out '1.017'
expect_out 'Aantallen onder 5 worden getoond'

# A region with all that the landscape has of it.
report region "$landscape" --as-of 2021-12-31 --set region=west_brabant_west
for part in '## Fasen' '## Afspraken' '## Mijlpalen' 'Genoemde data per mijlpaal' '## Besluiten' '## Raadplegingen' \
    '## Projecten' 'Conclusie in cijfers. Van'; do
  expect_out "$part"
done
report region "$landscape" --as-of 2021-12-31 --set region=zkijh
for part in '## Capaciteit' '## Wachttijden' '## Benodigde woningen' '1.450' '## Instroom, doorstroom'; do
  expect_out "$part"
done

# The plan of approach: nothing ticked in the landscape; then one item.
report plan_of_approach "$landscape" --as-of 2021-12-31
expect_out 'van de 46 punten iets afvinkten: 0'
expect_out '## Tijdspad'
expect_out '## Verschoven data'
expect_true grep -q 'einde van\|1 januari 2020' out
cp -R "$landscape" ticked
printf '%s\n' region,plan_van_aanpak_item,ticked_on,illustratief ijssel_vecht,capaciteit_vrijmaken,2017-06,true \
  >ticked/plan_van_aanpak_tick.csv
rm ticked/datapackage.json
run report reporting/plan_of_approach ticked --as-of 2021-12-31 --set region=ijssel_vecht --format md
expect_out 'Afgevinkt: 1 van de 46 punten (2%).'
expect_out '## Wat ontbreekt'
expect_true grep -qi 'illustratief' out

# The letter: the parts of its form, in their order, and nobody's name.
report council_letter "$landscape" --as-of 2021-12-31 --set region=west_brabant_west --set municipality=Roosendaal
grep -E '^## ' out >parts
printf '## %s\n' Bijlage 'Kennisnemen van' Inleiding Informatie/kernboodschap Doorontwikkeling Samenwerking \
  'Vervolg(procedure)' 'Afsluiting en ondertekening' Bronnen >expected
sed -i 's/\\//g' parts
expect_same expected parts
expect_true grep -qE 'Burgemeester en wethouders van Roosendaal: .{0,2}de secretaris' out
could_not_run 'geen gemeente van West-Brabant West' report reporting/council_letter "$landscape" --as-of 2021-12-31 \
  --set region=west_brabant_west --set municipality=Zwolle

# Quality says what the check says.
run check "$landscape" --as-of 2021-12-31
totals=$(tail -n 1 out)
warnings=$(sed -E 's/.* ([0-9]+) waarschuwing.*/\1/' <<<"$totals")
report quality "$landscape" --as-of 2021-12-31
expect_out "Fouten: 0. Waarschuwingen: $warnings."
expect_out 'Beweringen die van elkaar verschillen'
expect_out '## Rijen per bron'
mv out plain
report quality "$landscape" --as-of 2021-12-31 --set packs=nvo,plan_van_aanpak
expect_true [ "$(grep -c 'nvo/' out)" -gt "$(grep -c 'nvo/' plain)" ]
could_not_run 'no_such_pack' report reporting/quality "$landscape" --as-of 2021-12-31 --set packs=no_such_pack

# The same source gives the same bytes; hostile text stays text.
for kind in national quality plan_of_approach; do
  run report reporting/$kind "$landscape" --as-of 2021-12-31 --format html -o $kind.1
  run report reporting/$kind "$landscape" --as-of 2021-12-31 --format html -o $kind.2
  expect_same $kind.1 $kind.2
done
printf '%s\n' region,agreement,name,kind,state,explanation \
  'noord,a,<script>alert(1)</script>,plan,vastgesteld,"<img src=x onerror=alert(2)>"' >waves/agreement.csv
for kind in region council_letter; do
  run report reporting/$kind waves --as-of 2021-12-31 --set region=noord
  expect_status 0
  expect_not_out '<script>alert'
  expect_not_out '<img src=x'
  expect_out '&lt;script&gt;alert(1)'
done

finish
