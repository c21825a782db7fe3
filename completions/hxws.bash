# bash completion for hxws: the program itself knows what fits, and asks no server
_hxws() {
    local line word kind=
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ -z $kind ]]; then
            kind=${line%%$'\t'*}
        else
            COMPREPLY+=("${line%%$'\t'*}")
        fi
    done < <(command hxws __complete bash "=$2" -- "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
    if [[ $kind != files || ${#COMPREPLY[@]} -ne 0 ]]; then
        return
    elif [[ $2 == @* ]]; then
        # bash would look for the names of hosts
        while IFS= read -r line; do
            printf -v word '@%q' "$line"
            [[ -d $line ]] && word+=/ && compopt -o nospace 2>/dev/null
            COMPREPLY+=("$word")
        done < <(compgen -f -- "${2#@}")
    else
        compopt -o bashdefault -o default 2>/dev/null
    fi
}
complete -F _hxws hxws
