# The scripts as the page calls them, from the root of the repository.
if [ "$1-$2" = sh-1 ]; then
  mkdir docs
  printf '#!/bin/bash\nexec "$SOURCE_DIR/docs/build" --stelsel "$PROGRAM" "$@"\n' >docs/build
  printf '#!/bin/bash\nexec "$SOURCE_DIR/docs/check" "$@"\n' >docs/check
  chmod +x docs/build docs/check
fi
