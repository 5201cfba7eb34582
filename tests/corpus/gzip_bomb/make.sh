# 300 MB of zeros that take 300 kB.
head -c 300000000 /dev/zero | gzip -9 >region.csv.gz
