# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_hxws_global_optspecs
    string join \n h/help V/version
end

function __fish_hxws_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_hxws_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_hxws_using_subcommand
    set -l cmd (__fish_hxws_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c hxws -n "__fish_hxws_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c hxws -n "__fish_hxws_needs_command" -s V -l version -d 'Print version'
complete -c hxws -n "__fish_hxws_needs_command" -f -a "connect" -d 'Talk to a socket at a prompt'
complete -c hxws -n "__fish_hxws_needs_command" -f -a "send" -d 'Send one message, wait for the answer, exit'
complete -c hxws -n "__fish_hxws_needs_command" -f -a "listen" -d 'Print what arrives'
complete -c hxws -n "__fish_hxws_needs_command" -f -a "inspect" -d 'List the page\'s sockets and senders; connects to no socket'
complete -c hxws -n "__fish_hxws_needs_command" -f -a "explain" -d 'Tell what htmx would do with messages from a file; touches no network'
complete -c hxws -n "__fish_hxws_needs_command" -f -a "demo" -d 'Run the embedded demo: a chat page with its socket, and a prompt connected to it'
complete -c hxws -n "__fish_hxws_needs_command" -f -a "completions" -d 'Print the completion script of a shell'
complete -c hxws -n "__fish_hxws_needs_command" -f -a "man" -d 'Print the man page'
complete -c hxws -n "__fish_hxws_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l htmx -d 'htmx\'s version: 2, or an exact one such as 2.0.4 [default: found from the page, else 2]' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l ws-ext -d 'The exact version of htmx-ext-ws, such as 2.0.3 [default: found from the page, else 2.0.4]' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l page -d 'The page that holds the socket, where TARGET is the socket itself' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l url -d 'The address of a page from a file [default: http://localhost/]' -r -f
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l socket -d 'The socket element, where the page has several; `all` for all of them (listen)' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l hx-header -d 'Another header' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l id -d 'HX-Trigger: the sender\'s id' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l name -d 'HX-Trigger-Name: the sender\'s name' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l target -d 'HX-Target: the target\'s id' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l current-url -d 'HX-Current-URL: the page\'s address' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l prompt -d 'HX-Prompt' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -s o -l output -d 'The format [default: human on a terminal, else json]' -r -f -a "human\t'For people: aligned, coloured, one glance a fragment'
json\t'JSON Lines: one event a line'
html\t'The HTML of each fragment'
raw\t'Messages as they were received'
page\t'At the end, the whole page'"
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l record -d 'Append every event of the session to a file as JSON Lines' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand connect" -s H -l header -d 'Add or replace a request header; \'Name;\' removes it' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l cookie -d 'Cookies beside those of the page' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l origin -d 'The origin [default: the page\'s, or the socket\'s own]' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l user -d 'Basic authentication' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l subprotocol -d 'A subprotocol to ask for; may be given several times' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l cacert -d 'Trust the certificates of this PEM file too' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l unix-socket -d 'Connect to this Unix socket instead of the host' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l resolve -d 'Use this address for a host and port, as curl does' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l connect-timeout -d 'Give up connecting after this long' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l max-message-size -d 'The largest message that is taken' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l max-retries -d 'Give up after this many reconnects in a row' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l reconnect-delay -d 'The delay: `full-jitter` or a duration' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l wait -d 'With input from a pipe: once it has ended, wait for this many messages after the last one sent' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l timeout -d 'With input from a pipe: once it has ended, wait this long at most [default: 5s]' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -s q -l quiet -d 'Say less on standard error'
complete -c hxws -n "__fish_hxws_using_subcommand connect" -s v -l verbose -d 'Say more; twice, still more'
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l messages -d 'Print messages as they were received too'
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l no-time -d 'Leave times out'
complete -c hxws -n "__fish_hxws_using_subcommand connect" -s 0 -l null -d 'End each piece of html and raw output with NUL, not a newline'
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l insecure -d 'Accept any certificate'
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l no-reconnect -d 'Never reconnect'
complete -c hxws -n "__fish_hxws_using_subcommand connect" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c hxws -n "__fish_hxws_using_subcommand send" -l element -d 'The sender, by selector [default: the page\'s only one]' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l submitter -d 'The button that submits the form, by selector, or `none` [default: the form\'s default button]' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l raw -d 'Send this text as it is; @FILE reads it from a file, @- from standard input' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l wait -d 'Wait for this many messages; 0 waits for none' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l until -d 'Wait for a fragment whose target, or whose content, matches this selector' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l timeout -d 'Wait this long at most' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l htmx -d 'htmx\'s version: 2, or an exact one such as 2.0.4 [default: found from the page, else 2]' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l ws-ext -d 'The exact version of htmx-ext-ws, such as 2.0.3 [default: found from the page, else 2.0.4]' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l page -d 'The page that holds the socket, where TARGET is the socket itself' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand send" -l url -d 'The address of a page from a file [default: http://localhost/]' -r -f
complete -c hxws -n "__fish_hxws_using_subcommand send" -l socket -d 'The socket element, where the page has several; `all` for all of them (listen)' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l hx-header -d 'Another header' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l id -d 'HX-Trigger: the sender\'s id' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l name -d 'HX-Trigger-Name: the sender\'s name' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l target -d 'HX-Target: the target\'s id' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l current-url -d 'HX-Current-URL: the page\'s address' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l prompt -d 'HX-Prompt' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -s o -l output -d 'The format [default: human on a terminal, else json]' -r -f -a "human\t'For people: aligned, coloured, one glance a fragment'
json\t'JSON Lines: one event a line'
html\t'The HTML of each fragment'
raw\t'Messages as they were received'
page\t'At the end, the whole page'"
complete -c hxws -n "__fish_hxws_using_subcommand send" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c hxws -n "__fish_hxws_using_subcommand send" -l record -d 'Append every event of the session to a file as JSON Lines' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand send" -s H -l header -d 'Add or replace a request header; \'Name;\' removes it' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l cookie -d 'Cookies beside those of the page' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l origin -d 'The origin [default: the page\'s, or the socket\'s own]' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l user -d 'Basic authentication' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l subprotocol -d 'A subprotocol to ask for; may be given several times' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l cacert -d 'Trust the certificates of this PEM file too' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand send" -l unix-socket -d 'Connect to this Unix socket instead of the host' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand send" -l resolve -d 'Use this address for a host and port, as curl does' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l connect-timeout -d 'Give up connecting after this long' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l max-message-size -d 'The largest message that is taken' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l max-retries -d 'Give up after this many reconnects in a row' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l reconnect-delay -d 'The delay: `full-jitter` or a duration' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l dry-run -d 'Print the exact text of the message and connect to nothing'
complete -c hxws -n "__fish_hxws_using_subcommand send" -l strict -d 'Fail where a name is no control\'s or a warning was given'
complete -c hxws -n "__fish_hxws_using_subcommand send" -s q -l quiet -d 'Say less on standard error'
complete -c hxws -n "__fish_hxws_using_subcommand send" -s v -l verbose -d 'Say more; twice, still more'
complete -c hxws -n "__fish_hxws_using_subcommand send" -l messages -d 'Print messages as they were received too'
complete -c hxws -n "__fish_hxws_using_subcommand send" -l no-time -d 'Leave times out'
complete -c hxws -n "__fish_hxws_using_subcommand send" -s 0 -l null -d 'End each piece of html and raw output with NUL, not a newline'
complete -c hxws -n "__fish_hxws_using_subcommand send" -l insecure -d 'Accept any certificate'
complete -c hxws -n "__fish_hxws_using_subcommand send" -l no-reconnect -d 'Never reconnect'
complete -c hxws -n "__fish_hxws_using_subcommand send" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l count -d 'End after this many messages' -r
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l until -d 'End with a fragment whose target, or whose content, matches this selector' -r
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l timeout -d 'End after this long' -r
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l htmx -d 'htmx\'s version: 2, or an exact one such as 2.0.4 [default: found from the page, else 2]' -r
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l ws-ext -d 'The exact version of htmx-ext-ws, such as 2.0.3 [default: found from the page, else 2.0.4]' -r
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l page -d 'The page that holds the socket, where TARGET is the socket itself' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l url -d 'The address of a page from a file [default: http://localhost/]' -r -f
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l socket -d 'The socket element, where the page has several; `all` for all of them (listen)' -r
complete -c hxws -n "__fish_hxws_using_subcommand listen" -s o -l output -d 'The format [default: human on a terminal, else json]' -r -f -a "human\t'For people: aligned, coloured, one glance a fragment'
json\t'JSON Lines: one event a line'
html\t'The HTML of each fragment'
raw\t'Messages as they were received'
page\t'At the end, the whole page'"
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l record -d 'Append every event of the session to a file as JSON Lines' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand listen" -s H -l header -d 'Add or replace a request header; \'Name;\' removes it' -r
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l cookie -d 'Cookies beside those of the page' -r
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l origin -d 'The origin [default: the page\'s, or the socket\'s own]' -r
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l user -d 'Basic authentication' -r
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l subprotocol -d 'A subprotocol to ask for; may be given several times' -r
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l cacert -d 'Trust the certificates of this PEM file too' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l unix-socket -d 'Connect to this Unix socket instead of the host' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l resolve -d 'Use this address for a host and port, as curl does' -r
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l connect-timeout -d 'Give up connecting after this long' -r
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l max-message-size -d 'The largest message that is taken' -r
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l max-retries -d 'Give up after this many reconnects in a row' -r
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l reconnect-delay -d 'The delay: `full-jitter` or a duration' -r
complete -c hxws -n "__fish_hxws_using_subcommand listen" -s q -l quiet -d 'Say less on standard error'
complete -c hxws -n "__fish_hxws_using_subcommand listen" -s v -l verbose -d 'Say more; twice, still more'
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l messages -d 'Print messages as they were received too'
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l no-time -d 'Leave times out'
complete -c hxws -n "__fish_hxws_using_subcommand listen" -s 0 -l null -d 'End each piece of html and raw output with NUL, not a newline'
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l insecure -d 'Accept any certificate'
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l no-reconnect -d 'Never reconnect'
complete -c hxws -n "__fish_hxws_using_subcommand listen" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l htmx -d 'htmx\'s version: 2, or an exact one such as 2.0.4 [default: found from the page, else 2]' -r
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l ws-ext -d 'The exact version of htmx-ext-ws, such as 2.0.3 [default: found from the page, else 2.0.4]' -r
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l page -d 'The page that holds the socket, where TARGET is the socket itself' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l url -d 'The address of a page from a file [default: http://localhost/]' -r -f
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l socket -d 'The socket element, where the page has several; `all` for all of them (listen)' -r
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -s o -l output -d 'The format [default: human on a terminal, else json]' -r -f -a "human\t'For people: aligned, coloured, one glance a fragment'
json\t'JSON Lines: one event a line'
html\t'The HTML of each fragment'
raw\t'Messages as they were received'
page\t'At the end, the whole page'"
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l record -d 'Append every event of the session to a file as JSON Lines' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -s H -l header -d 'Add or replace a request header; \'Name;\' removes it' -r
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l cookie -d 'Cookies beside those of the page' -r
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l origin -d 'The origin [default: the page\'s, or the socket\'s own]' -r
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l user -d 'Basic authentication' -r
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l subprotocol -d 'A subprotocol to ask for; may be given several times' -r
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l cacert -d 'Trust the certificates of this PEM file too' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l unix-socket -d 'Connect to this Unix socket instead of the host' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l resolve -d 'Use this address for a host and port, as curl does' -r
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l connect-timeout -d 'Give up connecting after this long' -r
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l max-message-size -d 'The largest message that is taken' -r
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -s q -l quiet -d 'Say less on standard error'
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -s v -l verbose -d 'Say more; twice, still more'
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l messages -d 'Print messages as they were received too'
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l no-time -d 'Leave times out'
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -s 0 -l null -d 'End each piece of html and raw output with NUL, not a newline'
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l insecure -d 'Accept any certificate'
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l input -d 'What the file holds: `html` is one message, `jsonl` a recording of many' -r -f -a "html\t'The whole input is one message'
jsonl\t'Every line of type `message` is one'"
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l htmx -d 'htmx\'s version: 2, or an exact one such as 2.0.4 [default: found from the page, else 2]' -r
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l ws-ext -d 'The exact version of htmx-ext-ws, such as 2.0.3 [default: found from the page, else 2.0.4]' -r
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l page -d 'The page that holds the socket, where TARGET is the socket itself' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l url -d 'The address of a page from a file [default: http://localhost/]' -r -f
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l socket -d 'The socket element, where the page has several; `all` for all of them (listen)' -r
complete -c hxws -n "__fish_hxws_using_subcommand explain" -s o -l output -d 'The format [default: human on a terminal, else json]' -r -f -a "human\t'For people: aligned, coloured, one glance a fragment'
json\t'JSON Lines: one event a line'
html\t'The HTML of each fragment'
raw\t'Messages as they were received'
page\t'At the end, the whole page'"
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l record -d 'Append every event of the session to a file as JSON Lines' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand explain" -s H -l header -d 'Add or replace a request header; \'Name;\' removes it' -r
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l cookie -d 'Cookies beside those of the page' -r
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l origin -d 'The origin [default: the page\'s, or the socket\'s own]' -r
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l user -d 'Basic authentication' -r
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l subprotocol -d 'A subprotocol to ask for; may be given several times' -r
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l cacert -d 'Trust the certificates of this PEM file too' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l unix-socket -d 'Connect to this Unix socket instead of the host' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l resolve -d 'Use this address for a host and port, as curl does' -r
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l connect-timeout -d 'Give up connecting after this long' -r
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l max-message-size -d 'The largest message that is taken' -r
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l strict -d 'Fail where any warning was given'
complete -c hxws -n "__fish_hxws_using_subcommand explain" -s q -l quiet -d 'Say less on standard error'
complete -c hxws -n "__fish_hxws_using_subcommand explain" -s v -l verbose -d 'Say more; twice, still more'
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l messages -d 'Print messages as they were received too'
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l no-time -d 'Leave times out'
complete -c hxws -n "__fish_hxws_using_subcommand explain" -s 0 -l null -d 'End each piece of html and raw output with NUL, not a newline'
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l insecure -d 'Accept any certificate'
complete -c hxws -n "__fish_hxws_using_subcommand explain" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c hxws -n "__fish_hxws_using_subcommand demo" -l listen -d 'Serve only, at this loopback address; port 0 takes a free one' -r
complete -c hxws -n "__fish_hxws_using_subcommand demo" -s o -l output -d 'The format [default: human on a terminal, else json]' -r -f -a "human\t'For people: aligned, coloured, one glance a fragment'
json\t'JSON Lines: one event a line'
html\t'The HTML of each fragment'
raw\t'Messages as they were received'
page\t'At the end, the whole page'"
complete -c hxws -n "__fish_hxws_using_subcommand demo" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c hxws -n "__fish_hxws_using_subcommand demo" -l record -d 'Append every event of the session to a file as JSON Lines' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand demo" -l wait -d 'With input from a pipe: once it has ended, wait for this many messages after the last one sent' -r
complete -c hxws -n "__fish_hxws_using_subcommand demo" -l timeout -d 'With input from a pipe: once it has ended, wait this long at most [default: 5s]' -r
complete -c hxws -n "__fish_hxws_using_subcommand demo" -s q -l quiet -d 'Say less on standard error'
complete -c hxws -n "__fish_hxws_using_subcommand demo" -s v -l verbose -d 'Say more; twice, still more'
complete -c hxws -n "__fish_hxws_using_subcommand demo" -l messages -d 'Print messages as they were received too'
complete -c hxws -n "__fish_hxws_using_subcommand demo" -l no-time -d 'Leave times out'
complete -c hxws -n "__fish_hxws_using_subcommand demo" -s 0 -l null -d 'End each piece of html and raw output with NUL, not a newline'
complete -c hxws -n "__fish_hxws_using_subcommand demo" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c hxws -n "__fish_hxws_using_subcommand completions" -s h -l help -d 'Print help'
complete -c hxws -n "__fish_hxws_using_subcommand man" -s h -l help -d 'Print help'
complete -c hxws -n "__fish_hxws_using_subcommand help; and not __fish_seen_subcommand_from connect send listen inspect explain demo completions man help" -f -a "connect" -d 'Talk to a socket at a prompt'
complete -c hxws -n "__fish_hxws_using_subcommand help; and not __fish_seen_subcommand_from connect send listen inspect explain demo completions man help" -f -a "send" -d 'Send one message, wait for the answer, exit'
complete -c hxws -n "__fish_hxws_using_subcommand help; and not __fish_seen_subcommand_from connect send listen inspect explain demo completions man help" -f -a "listen" -d 'Print what arrives'
complete -c hxws -n "__fish_hxws_using_subcommand help; and not __fish_seen_subcommand_from connect send listen inspect explain demo completions man help" -f -a "inspect" -d 'List the page\'s sockets and senders; connects to no socket'
complete -c hxws -n "__fish_hxws_using_subcommand help; and not __fish_seen_subcommand_from connect send listen inspect explain demo completions man help" -f -a "explain" -d 'Tell what htmx would do with messages from a file; touches no network'
complete -c hxws -n "__fish_hxws_using_subcommand help; and not __fish_seen_subcommand_from connect send listen inspect explain demo completions man help" -f -a "demo" -d 'Run the embedded demo: a chat page with its socket, and a prompt connected to it'
complete -c hxws -n "__fish_hxws_using_subcommand help; and not __fish_seen_subcommand_from connect send listen inspect explain demo completions man help" -f -a "completions" -d 'Print the completion script of a shell'
complete -c hxws -n "__fish_hxws_using_subcommand help; and not __fish_seen_subcommand_from connect send listen inspect explain demo completions man help" -f -a "man" -d 'Print the man page'
complete -c hxws -n "__fish_hxws_using_subcommand help; and not __fish_seen_subcommand_from connect send listen inspect explain demo completions man help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
