# The import of the README: seven tables, three spoilt cells; and later the landscape with one cell changed.
case $1-$2 in
  console-1)
    mkdir import
    for table in agreement_status agreement_topic agreement_topic_wording municipality region region_municipality source_document; do
      cp "examples/landscape/$table.csv" import/
    done
    sed -i '3s/,MO,/,wmoo,/; 5s/,2021-06-07\/2021-09,/,herfst 2021,/' import/agreement_status.csv
    sed -i '10s/,GM\([0-9]*\),/,gm0003,/' import/region_municipality.csv
    ;;
  console-3)
    rm -r import && cp -r examples/landscape import
    stelsel copy import landscape.sqlite --author "regio IJssel-Vecht" --message "the five source documents"
    sed -i '/^ijssel_vecht,B5,BW,/s/,in_ontwikkeling,/,ja,/' import/agreement_status.csv
    ;;
esac
