# Takes the code blocks out of the comments of a header: lines that are four columns further in than
# the comment's own text, behind a comment line with nothing on it. Writes block N to OUT-N.
#   awk -v out=OUT -f blocks.awk HEADER
function close_block() {
  if (open) close(out "-" count)
  open = 0
  gap = ""
}
{
  if (match($0, /^ *(\/\/\/?|\*)/)) {
    text = substr($0, RLENGTH + 1)
    if (text ~ /^ *$/) {
      if (open) gap = gap "\n"
      else may_begin = 1
      next
    }
    if (text ~ /^     / && (open || may_begin)) {
      if (!open) {
        open = 1
        ++count
        printf "#line %d \"%s\"\n", FNR, FILENAME > (out "-" count)
      }
      printf "%s%s\n", gap, substr(text, 6) > (out "-" count)
      gap = ""
      next
    }
  }
  close_block()
  may_begin = 0
}
END { close_block() }
