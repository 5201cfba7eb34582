mkdir region.csv
