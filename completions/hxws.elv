# elvish completion for hxws: the program itself knows what fits, and asks no server
use str
set edit:completion:arg-completer[hxws] = {|@words|
    var current = $words[-1]
    var lines = []
    try {
        set lines = [(e:hxws __complete elvish '='$current -- (all $words[1..-1]) | from-lines)]
    } catch {
        nop
    }
    if (> (count $lines) 0) {
        for line $lines[1..] {
            var word about = (str:split "\t" $line)
            if (eq $about '') {
                put $word
            } else {
                edit:complex-candidate $word &display=$word' ('$about')'
            }
        }
        var kind before = (str:split "\t" $lines[0])
        if (eq $kind files) {
            if (eq $before '') {
                edit:complete-filename $@words
            } else {
                edit:complete-filename (str:trim-prefix $current $before) | each {|file|
                    edit:complex-candidate $before$file[stem] &code-suffix=$file[code-suffix]
                }
            }
        }
    }
}
