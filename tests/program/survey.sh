# The format survey: answers in, an empty form out, filled in by a person and read again.
. "$(dirname "$0")/expect.sh"
day=(--as-of 2022-12-31 --lang en)

# rows SOURCE SQL [OPTION]...: the answer to a question, as CSV without its head, on one line.
rows() {
  run query "$1" "$2" "${day[@]}" --format csv "${@:3}"
  answer=$(tail -n +2 out | tr '\n' ' ')
}
# expect_rows TEXT SOURCE SQL [OPTION]...
expect_rows() {
  rows "${@:2}"
  [ "$answer" = "$1" ] || fault "the answer is not $1 but $answer"
}

# By code, by wording and by both; spellings of answers, dates and regions.
cat >by_hand.csv <<'END'
Regio,Ingevuld op,Vraag A1,Toelichting,B5. De wijze waarop toegang tot BW en MO georganiseerd wordt?,B5 gereed,Financiële Solidariteit,E1
gemeente Zwolle,1 september 2020,J,Vastgesteld.,i.o.,eind 2021,NEE,Woningen.
IJMOND EN OMSTREKEN,1 september 2020,ja,,ja,,nee,
zkijh,2020-09-01,N,,"BW: ja; MO: i.o.",Q3 2021,,
END
run check survey:by_hand.csv "${day[@]}"
expect_status 1
expect_out "survey/unknown_region"
expect_out "1 error"
sed -i '/IJMOND/d' by_hand.csv
run check survey:by_hand.csv "${day[@]}"
expect_status 0
expect_rows "ijssel_vecht,A1,BW,ja,1, ijssel_vecht,A1,MO,ja,1, ijssel_vecht,B5,BW,in_ontwikkeling,1,2021-10/2021-12 ijssel_vecht,B5,MO,in_ontwikkeling,1,2021-10/2021-12 ijssel_vecht,B7,BW,nee,1, ijssel_vecht,B7,MO,nee,1, zkijh,A1,BW,nee,1, zkijh,A1,MO,nee,1, zkijh,B5,BW,ja,1,2021-35 zkijh,B5,MO,in_ontwikkeling,1,2021-35 " \
  survey:by_hand.csv "SELECT region, agreement_topic, domain, status, topic_version, expected_ready_on
                      FROM agreement_status ORDER BY 1, 2, 3"
expect_rows "ijssel_vecht,E1,Woningen. " survey:by_hand.csv "SELECT region, agreement_topic, answer FROM survey_answer"
expect_rows "Vastgesteld.,uitvraag_2020,vraag A1,0 " survey:by_hand.csv \
  "SELECT explanation, source_document, section, illustratief FROM agreement_status
   WHERE region = 'ijssel_vecht' AND agreement_topic = 'A1' AND domain = 'BW'"

# It is copied as it is, reported on, and copied again to the same.
fine copy survey:by_hand.csv package --lang en
run check package "${day[@]}"
expect_status 0
fine copy survey:by_hand.csv answers.sqlite --lang en
expect_out "revision 1"
fine copy survey:by_hand.csv answers.sqlite --lang en
expect_out "0 rows written"
fine report reporting/national survey:by_hand.csv --as-of 2020-12-31 --format md
expect_out "Toegang"

# Parameters, also of a report and a query.
printf 'regio,A1\nEde,ja\n' >undated.csv
run check survey:undated.csv "${day[@]}"
expect_status 1
expect_out "survey/no_date"
fine check survey:undated.csv "${day[@]}" --set observed_on=2020
fine check survey:undated.csv "${day[@]}" --set survey:observed_on=2020
expect_rows "BW,2020-08-19/2020-09-03,mijn_bron " survey:undated.csv \
  "SELECT domain, observed_on, source_document FROM agreement_status" --set survey:observed_on=2020 \
  --set survey:domains=BW --set survey:source_document=mijn_bron
fine report reporting/national survey:undated.csv --as-of 2020-12-31 --format md --set survey:observed_on=2020
could_not_run "is not given as ocds:" query survey:undated.csv "SELECT 1 AS one" "${day[@]}" --set ocds:a=b
could_not_run "\`domains\` must name domains" check survey:undated.csv "${day[@]}" --set domains=wonen
could_not_run "parameter \`observed\` is not known" check survey:undated.csv "${day[@]}" --set observed=1

# Several waves in one file, and anonymous respondents, who are marked.
cat >waves.csv <<'END'
respondent,golf,D1
1,2020,nee
2,2020,in ontw.
R1,najaar 2022,ja
END
fine check survey:waves.csv "${day[@]}"
expect_rows "respondent_01,2020-08-19/2020-09-03,2,nee,uitvraag_2020 respondent_01,2022-23,2,ja,uitvraag_2022 respondent_02,2020-08-19/2020-09-03,2,in_ontwikkeling,uitvraag_2020 " \
  survey:waves.csv "SELECT region, observed_on, topic_version, status, source_document FROM agreement_status
                    WHERE domain = 'BW' ORDER BY 1, 2"
expect_rows "respondent_01,1 respondent_02,1 " survey:waves.csv "SELECT region, illustratief FROM region ORDER BY 1"

# Several files in a folder, which may bring regions of its own; findings name the file.
mkdir golven
printf 'regio;datum;B5\r\nOost;3-9-2020;Nee\r\n' >golven/a_2020.csv
printf 'regio;datum;B5\r\nOost;3-9-2022;Misschien\r\nwest;3-9-2022;Ja\r\n' >golven/b_2022.csv
printf 'region,name,illustratief\noost,Oost,true\nwest,West,true\n' >golven/region.csv
run check survey:golven "${day[@]}"
expect_status 1
expect_out "golven/b_2022.csv"
expect_out "2  error"
expect_not_out "unknown_region"
sed -i 's/Misschien/Ja/' golven/b_2022.csv
fine copy survey:golven golven_uit
expect_rows "oost,2020-09-03,nee oost,2022-09-03,ja west,2022-09-03,ja " survey:golven \
  "SELECT region, observed_on, status FROM agreement_status WHERE domain = 'BW' ORDER BY 1, 2"
mkdir leeg
could_not_run "holds no file of answers" check survey:leeg "${day[@]}"

# As Excel saves it: semicolons, Windows-1252.
printf 'regio;datum;B7;Toelichting\r\nZwolle;3-9-2020;ja;"\x93Financi\xEBle\x94 solidariteit; \x80 5"\r\n' >excel.csv
run check survey:excel.csv "${day[@]}"
expect_status 0
expect_rows "“Financiële” solidariteit; € 5 " survey:excel.csv \
  "SELECT explanation FROM agreement_status WHERE domain = 'BW'"

# Cells of a spreadsheet: formulas, markup, a citizen service number, and what is very long. They are texts.
long=$(head -c 200000 /dev/zero | tr '\0' 'x')
{
  echo 'regio,datum,A1,A1 toelichting,E1'
  echo 'Zwolle,2020-09-01,ja,"=HYPERLINK(""http://x"")","<script>alert(1)</script>"'
  echo 'Ede,2020-09-01,ja,"burgerservicenummer 111222333",ok'
  echo "Oss,2020-09-01,$long,,$long"
  echo '"=cmd|x",2020-09-01,ja,,'
} >hostile.csv
run check survey:hostile.csv "${day[@]}"
expect_status 1
expect_out "core/personal_number"
expect_out "survey/unknown_answer"
expect_out "survey/unknown_region"
expect_not_out "cmd|script|HYPERLINK"
run report reporting/national survey:hostile.csv --as-of 2020-12-31 --format html
expect_not_out "<script>alert"
printf 'regio,datum,"A1",A1\nZwolle,2020-09-01,ja\n' >short.csv
run check survey:short.csv "${day[@]}"
expect_status 1
expect_out "core/missing-cell"
could_not_run "no file of rows" check survey:err "${day[@]}"

# Open answers that nobody coded are told by the pack, and tags are counted in SQL.
run check "survey:$2/examples/survey/answers.survey.csv" --pack survey "${day[@]}"
expect_status 0
expect_out "survey/new_tag"
expect_not_out "answer_without_tag"
run check "survey:by_hand.csv" --pack survey "${day[@]}"
expect_out "survey/answer_without_tag"
rows "$2/examples/survey/answers.survey.csv" \
  "SELECT count(*) FROM survey_answer_tag JOIN survey_tag USING (survey_tag)"
expect_true [ "${answer% }" -gt 10 ]

# An empty form: read back it holds its regions and no answer, and is written again the same.
fine copy "$landscape" survey:form.csv
expect_true [ "$(wc -l <form.csv)" -eq "$(wc -l <"$landscape/region.csv")" ]
head -n 1 form.csv | grep -q 'regio;regionaam;datum;A1;A1 toelichting;A1 gereed;B1' || fault "the form's head"
grep -q NVO form.csv && fault "an item without a question is asked"
run check survey:form.csv "${day[@]}"
expect_status 0
expect_out "survey/row_without_answer"
run copy survey:form.csv survey:again.csv
expect_true cmp form.csv again.csv

# The same as a workbook, with lists to choose from; the same bytes each time.
fine copy "$landscape" survey:form.xlsx
cp form.xlsx once.xlsx
fine copy "$landscape" survey:form.xlsx
expect_true cmp form.xlsx once.xlsx
if /usr/bin/python3 -c 'import openpyxl' 2>openpyxl.err; then
/usr/bin/python3 - <<'END' || fault "the form cannot be filled in"
import datetime, openpyxl
book = openpyxl.load_workbook("form.xlsx")
assert book.sheetnames == ["Uitleg", "Uitvraag", "Eerdere stand"], book.sheetnames
sheet = book["Uitvraag"]
assert sheet.freeze_panes == "C2"
heads = {cell.value.split(". ")[0]: cell.column for cell in sheet[1]}
assert "De wijze waarop toegang" in sheet.cell(1, heads["B5"]).value
lists = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
assert lists[sheet.cell(2, heads["B5"]).coordinate] == '"nee,in ontwikkeling,ja"', lists
rows = {sheet.cell(i, 1).value: i for i in range(2, sheet.max_row + 1)}
def fill(region, **cells):
    for code, value in cells.items():
        sheet.cell(rows[region], heads[code.replace("_", " ")]).value = value
fill("ede", datum=datetime.date(2026, 9, 3), B5="in ontwikkeling", B5_gereed="eind 2026",
     B5_toelichting="Bijna.\nNog niet.", E1="Woningen.")
fill("oss", datum="3 september 2026", B5="Ja", C="misschien")
book.save("filled.xlsx")
END
run check survey:filled.xlsx "${day[@]}"
expect_status 1
expect_out "filled.xlsx#Uitvraag"
expect_out "survey/unknown_answer"
grep -qE '^ *[A-Z]+[0-9]+ +error' out || fault "the cell is not named"
expect_rows "ede,B5,in_ontwikkeling,2026-09-03,2026-10/2026-12 oss,B5,ja,2026-09-03, " survey:filled.xlsx \
  "SELECT region, agreement_topic, status, observed_on, expected_ready_on FROM agreement_status
   WHERE domain = 'MO' ORDER BY 1"
else
  echo "openpyxl is not there, so the workbook was not filled in"
fi

# What cannot be written leaves nothing behind.
could_not_run "cannot" copy "$landscape" survey:no/such/folder/form.xlsx
expect_absent no
finish
