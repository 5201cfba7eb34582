printf 'region,name,illustratief\nnoord,Noord,true\n' >../outside.csv
ln -s ../outside.csv region.csv
printf 'source_document,title\nvisie,Visie\n' >documents
ln -s documents source_document.csv
