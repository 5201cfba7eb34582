# What ./examples/run leaves.
[ "$1-$2" != sh-1 ] || stelsel copy examples/landscape sqlite:examples/out/landscape.sqlite
