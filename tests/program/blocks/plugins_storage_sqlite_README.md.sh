[ "$1-$2" != sh-1 ] || stelsel copy examples/landscape store.sqlite
