# Spoils some rows of a made agreement_status.csv, each in one of the ways that the checks find. The first eight cells
# hold no comma, and the source stands behind what may.
BEGIN { FS = OFS = "," }
function other(status) { return status == "nee" ? "ja" : "nee" }
NR == 1 { print; next }
{ line = $0 }
NR % 1000 == 1 { print line }                                         # the key again
NR % 1000 == 2 { $1 = "regio_xxx" }
NR % 1000 == 3 { $2 = "Z9" }
NR % 1000 == 4 { $6 = 2 }                                             # no such wording
NR % 1000 == 5 { sub(/,opgave,§/, ",opgaef,§") }
NR % 1000 == 6 { $3 = "XX" }
NR % 1000 == 7 { $7 = "" }
NR % 1000 == 8 { $7 = "misschien" }
NR % 1000 == 9 { $5 = 0 }
NR % 1000 == 10 { print; $5 = 2; $7 = other($7) }                     # the same source says otherwise
NR % 500 == 11 { print; $5 = 2; $7 = other($7); sub(/,opgave,§/, ",,§") }   # another one does
NR % 1000 == 12 { sub(/,opgave,§/, ",,§"); sub(/true$/, "false") }    # no source
NR % 1000 == 13 { $7 = "nee" }                                        # perhaps a fall
NR % 1000 == 14 { $6 = 0 }
NR % 500 == 15 { $6 = "" }
NR % 1000 == 515 { $7 = "nee" }                                       # a fall under an unknown wording
NR % 1000 == 17 { $6 = 2; $7 = "nee" }                                # and none, under another wording
NR % 1000 == 16 { sub(/,opgave,§/, ",,§"); print; $5 = 2; $7 = other($7) }  # nobody knows who says so
{ print }
