# fish completion for hxws: the program itself knows what fits, and asks no server
function __hxws_complete
    set -l current (commandline -ct)
    set -l before (commandline -opc)
    set -e before[1]
    set -l lines (command hxws __complete fish "=$current" -- $before 2>/dev/null)
    test (count $lines) -gt 0; or return
    set -l kind (string split \t -- $lines[1])
    set -e lines[1]
    test (count $lines) -gt 0; and printf '%s\n' $lines
    if test "$kind[1]" = files
        set -l typed (string sub --start (math (string length -- "$kind[2]") + 1) -- "$current")
        for path in (__fish_complete_path "$typed")
            printf '%s\n' "$kind[2]$path"
        end
    end
end
complete --command hxws --no-files --arguments '(__hxws_complete)'
