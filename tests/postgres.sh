# A PostgreSQL cluster of its own for tests, to be sourced: in a folder, on a free port, with TLS and with fsync.
# PostgreSQL does not run as root, so as root it is run as the user postgres.

# The newest of Debian's.
postgres_bin() { printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1; }

as_postgres() {
  if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

# Nobody listens there now. Who takes it first is seen when the server starts.
free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 40000))
    (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
  done
  echo "$port"
}

# A certificate for localhost, signed by itself.
make_certificate() {
  openssl req -new -x509 -days 2 -nodes -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -subj /CN=localhost \
    -addext subjectAltName=DNS:localhost -keyout "$1/server.key" -out "$1/server.crt" 2>/dev/null
  chmod 600 "$1/server.key"
}

# start_postgres FOLDER: makes FOLDER (its name must be short: a socket stands in it) and a cluster in it, and starts
# that. Writes FOLDER/conninfo: how the superuser postgres gets in, through the socket and without a password.
start_postgres() {
  local folder=$1 bin attempt
  bin=$(postgres_bin)
  mkdir -p "$folder"
  chmod 755 "$folder"
  make_certificate "$folder"
  [ "$(id -u)" -ne 0 ] || chown -R postgres "$folder"
  as_postgres "$bin/initdb" -D "$folder/data" -U postgres -E UTF8 --locale=C.UTF-8 --auth=trust >"$folder/initdb.log" 2>&1 ||
    { cat "$folder/initdb.log" >&2; return 1; }
  as_postgres tee "$folder/data/pg_hba.conf" >/dev/null <<<$'local all all trust\nhost all all 127.0.0.1/32 scram-sha-256'
  as_postgres tee -a "$folder/data/postgresql.conf" >/dev/null <<END
unix_socket_directories = '$folder'
listen_addresses = '127.0.0.1'
max_connections = 60
fsync = on
ssl = on
ssl_cert_file = '$folder/server.crt'
ssl_key_file = '$folder/server.key'
END
  for attempt in 1 2 3 4 5; do
    free_port >"$folder/port"
    run_postgres "$folder" && break
    [ "$attempt" -lt 5 ] || { tail -n 20 "$folder/data/log" >&2; return 1; }
  done
  echo "host=$folder port=$(cat "$folder/port") dbname=postgres user=postgres" >"$folder/conninfo"
}

# Starts the cluster in FOLDER, again on its port.
run_postgres() {
  as_postgres "$(postgres_bin)/pg_ctl" -D "$1/data" -l "$1/data/log" -o "-p $(cat "$1/port")" -w -t 60 start >/dev/null
}

# halt_postgres FOLDER [fast|immediate]: ends the server and leaves the cluster.
halt_postgres() {
  as_postgres "$(postgres_bin)/pg_ctl" -D "$1/data" -m "${2:-fast}" -w -t 60 stop >/dev/null
}

# Ends the server, and removes FOLDER.
stop_postgres() {
  [ -d "$1/data" ] && halt_postgres "$1" immediate 2>/dev/null || true
  rm -rf "$1"
}

# start_three_postgres FILE: clusters in temporary folders. FILE gets the conninfo of the first, FILE.shards those of the
# others, also of such as could not be started.
start_three_postgres() {
  local jobs=() folder job file=$1
  rm -f "$1" "$1.shards"
  for _ in 1 2 3; do
    folder=$(mktemp -d "${TMPDIR:-/tmp}/stelsel-pg-XXXXXX")
    echo "host=$folder" >>"$file"
    file=$1.shards
    start_postgres "$folder" &
    jobs+=($!)
  done
  for job in "${jobs[@]}"; do wait "$job" || return 1; done
  for file in "$1" "$1.shards"; do
    sed -i 's|^host=\(.*\)|cat \1/conninfo|e' "$file"
  done
}

# stop_postgres_of FILE...: ends the clusters of which the conninfo stands there, and removes the files.
stop_postgres_of() {
  local file host rest
  for file; do
    [ -f "$file" ] || continue
    while read -r host rest; do stop_postgres "${host#host=}"; done <"$file"
    rm "$file"
  done
}
