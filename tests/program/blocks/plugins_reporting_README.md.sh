# A store with some revisions, of which an earlier one is compared with the newest.
if [ "$1-$2" = sh-1 ]; then
  cp -r examples/landscape changing
  for wave in 1 2 3 4 5 6 7; do
    sed -i "2s/,gemeenten regio IJssel-Vecht[^,]*,/,gemeenten regio IJssel-Vecht wave $wave,/" changing/agreement_status.csv
    stelsel copy changing sqlite:landscape.sqlite
  done
fi
