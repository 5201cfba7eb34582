mkfifo region.csv
