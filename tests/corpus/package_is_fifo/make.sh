mkfifo datapackage.json
