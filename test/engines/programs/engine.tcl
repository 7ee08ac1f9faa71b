# Each line's pattern against the line's texts with Tcl's regexp, whose author's engine PostgreSQL has too; see
# ../program-engine.ts for the form.
proc decoded {field} {
    return [encoding convertfrom utf-8 [binary decode hex [string range $field 1 end]]]
}

while {[gets stdin line] >= 0} {
    set source [decoded [lindex [split $line] 0]]
    set row ""
    foreach field [lrange [split $line] 1 end] {
        if {[catch {regexp -- $source [decoded $field]} answer]} {
            set row E
            break
        }
        append row $answer
    }
    puts $row
}
