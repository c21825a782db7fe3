# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_hxws_global_optspecs
    string join \n config= no-config h/help V/version
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

complete -c hxws -n "__fish_hxws_needs_command" -l config -d 'Read this configuration, and neither your own nor the project\'s' -r -F
complete -c hxws -n "__fish_hxws_needs_command" -l no-config -d 'Read no configuration'
complete -c hxws -n "__fish_hxws_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c hxws -n "__fish_hxws_needs_command" -s V -l version -d 'Print version'
complete -c hxws -n "__fish_hxws_needs_command" -f -a "connect" -d 'Talk to a socket at a prompt'
complete -c hxws -n "__fish_hxws_needs_command" -f -a "send" -d 'Send a message or a script, wait for the answer, exit'
complete -c hxws -n "__fish_hxws_needs_command" -f -a "listen" -d 'Print what arrives'
complete -c hxws -n "__fish_hxws_needs_command" -f -a "inspect" -d 'List the page\'s sockets and senders; open no socket'
complete -c hxws -n "__fish_hxws_needs_command" -f -a "explain" -d 'Tell what htmx would do with messages from files'
complete -c hxws -n "__fish_hxws_needs_command" -f -a "replay" -d 'Play one side of a recording again, or print it as HAR'
complete -c hxws -n "__fish_hxws_needs_command" -f -a "simulate" -d 'Play scenarios: a page, what happens to it, what is expected'
complete -c hxws -n "__fish_hxws_needs_command" -f -a "backoff" -d 'Tell when a socket reconnects, and after how long'
complete -c hxws -n "__fish_hxws_needs_command" -f -a "config" -d 'Show the configuration that is in force, and from where'
complete -c hxws -n "__fish_hxws_needs_command" -f -a "demo" -d 'Run the embedded demo: a page, its socket, and a prompt'
complete -c hxws -n "__fish_hxws_needs_command" -f -a "schema" -d 'Print the JSON Schema of scenarios or of JSON Lines'
complete -c hxws -n "__fish_hxws_needs_command" -f -a "completions" -d 'Print the completion script of a shell'
complete -c hxws -n "__fish_hxws_needs_command" -f -a "man" -d 'Print a man page'
complete -c hxws -n "__fish_hxws_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l htmx -d 'htmx\'s version [default: the page\'s, else 2]' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l ws-ext -d 'The exact version of htmx-ext-ws, such as 2.0.3 [default: the page\'s, else 2.0.4]' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l page -d 'The page, where no TARGET names it' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l url -d 'A file\'s address [default: http://localhost/]' -r -f
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l page-timeout -d 'Give up fetching the page after this long [default: 30s]' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l socket -d 'The socket element, or `all` (listen only)' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l hx-header -d 'One more header; may be given several times' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l id -d 'HX-Trigger, the sender\'s id [default: null]' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l name -d 'HX-Trigger-Name, the sender\'s name [default: null]' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l target -d 'HX-Target, the target\'s id [default: null]' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l current-url -d 'HX-Current-URL, the page\'s address [default: null]' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l prompt -d 'HX-Prompt [default: left out]' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -s o -l output -d 'The format [default: human on a terminal, else json]' -r -f -a "human\t'For people: aligned, coloured, one glance a fragment'
json\t'JSON Lines: one event a line'
html\t'The HTML of each fragment'
raw\t'Messages as they were received'
page\t'At the end, the whole page'"
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l jq -d 'Print JSON lines through a filter of jq\'s language' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l record -d 'Append every event to a file, as JSON Lines' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand connect" -s H -l header -d 'Set a header, \'Name: value\'; \'Name;\' removes it' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l cookie -d 'A cookie, name=value, or a file of cookies' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l cookie-jar -d 'Keep cookies in this file, in Netscape\'s format' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l origin -d 'Origin [default: the page\'s, or the socket\'s own]' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l user -d 'Basic authentication, to page and socket' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l subprotocol -d 'A subprotocol to ask for; may be given several times' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l cacert -d 'Trust the certificates of this PEM file too; may be given several times' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l cert -d 'The client\'s certificate, PEM, for servers that ask for one' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l key -d 'The key of --cert, PEM [default: in the file of --cert]' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l proxy -d 'Connect through this proxy [default: the environment\'s]' -r -f
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l unix-socket -d 'Connect to this Unix socket instead of the host' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l resolve -d 'Use this address for a host and port, as curl does; may be given several times' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l connect-timeout -d 'Give up connecting after this long [default: the system\'s]' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l max-message-size -d 'The largest message that is taken, in bytes or such as 10MB, 64MiB' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l max-retries -d 'Give up after N reconnects in a row [default: no limit]' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l reconnect-delay -d 'The delay: a duration, full-jitter, or a function [default: as htmx does]' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l ping-interval -d 'Send a ping this often [default: --pong-timeout, else never]' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l pong-timeout -d 'Take the connection for dead when a pong is this late [default: --ping-interval]' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l on-open -d 'Send the lines of this file after every open' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l keys -d 'Edit lines with these keys' -r -f -a "emacs\t'As in Emacs, bash and readline'
vi\t'As in vi: Esc, then what vi has'"
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l wait -d 'Wait for N messages [default: the answer]' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l timeout -d 'Wait this long at most [default: 5s]' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l alias -d 'A command of your own for the prompt: what stands for /NAME' -r
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l config -d 'Read this configuration, and neither your own nor the project\'s' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l load -d 'Fetch what the page fetches by itself after it was loaded'
complete -c hxws -n "__fish_hxws_using_subcommand connect" -s q -l quiet -d 'Say less: leave out notes and what is routine'
complete -c hxws -n "__fish_hxws_using_subcommand connect" -s v -l verbose -d 'Say more: messages in full, both sides of requests'
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l messages -d 'Print messages as they were received too'
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l no-time -d 'Leave times out'
complete -c hxws -n "__fish_hxws_using_subcommand connect" -s 0 -l null -d 'End each piece of html, raw and --jq output with NUL, not a newline'
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l no-compress -d 'Offer no compression [default: permessage-deflate, as browsers do]'
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l insecure -d 'Accept any certificate'
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l no-proxy -d 'Use no proxy, whatever the environment says'
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l show-secrets -d 'Show cookies and credentials of the handshake as they are'
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l no-reconnect -d 'Never reconnect [default: as htmx does]'
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l no-history -d 'Keep no history of what is typed'
complete -c hxws -n "__fish_hxws_using_subcommand connect" -l no-config -d 'Read no configuration'
complete -c hxws -n "__fish_hxws_using_subcommand connect" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c hxws -n "__fish_hxws_using_subcommand send" -l element -d 'The sender [default: the only one that fits]' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l submitter -d 'The form\'s button [default: as by the Enter key]' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l raw -d 'Send this text as it is; @FILE and @- read it' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l hex -d 'Send a binary message; @FILE and @- read it' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l script -d 'Send the lines of this file, one by one; - is stdin' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand send" -l wait -d 'Wait for N messages; 0 for none [default: 1]' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l until -d 'Wait for a fragment with that target or text' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l expect -d 'Fail unless such a fragment or text comes' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l expect-page -d 'Fail unless the page is so at the end' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l timeout -d 'Send and wait at most this long' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l htmx -d 'htmx\'s version [default: the page\'s, else 2]' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l ws-ext -d 'The exact version of htmx-ext-ws, such as 2.0.3 [default: the page\'s, else 2.0.4]' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l page -d 'The page, where no TARGET names it' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand send" -l url -d 'A file\'s address [default: http://localhost/]' -r -f
complete -c hxws -n "__fish_hxws_using_subcommand send" -l page-timeout -d 'Give up fetching the page after this long [default: 30s]' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l socket -d 'The socket element, or `all` (listen only)' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l hx-header -d 'One more header; may be given several times' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l id -d 'HX-Trigger, the sender\'s id [default: null]' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l name -d 'HX-Trigger-Name, the sender\'s name [default: null]' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l target -d 'HX-Target, the target\'s id [default: null]' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l current-url -d 'HX-Current-URL, the page\'s address [default: null]' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l prompt -d 'HX-Prompt [default: left out]' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -s o -l output -d 'The format [default: human on a terminal, else json]' -r -f -a "human\t'For people: aligned, coloured, one glance a fragment'
json\t'JSON Lines: one event a line'
html\t'The HTML of each fragment'
raw\t'Messages as they were received'
page\t'At the end, the whole page'"
complete -c hxws -n "__fish_hxws_using_subcommand send" -l jq -d 'Print JSON lines through a filter of jq\'s language' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c hxws -n "__fish_hxws_using_subcommand send" -l record -d 'Append every event to a file, as JSON Lines' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand send" -s H -l header -d 'Set a header, \'Name: value\'; \'Name;\' removes it' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l cookie -d 'A cookie, name=value, or a file of cookies' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l cookie-jar -d 'Keep cookies in this file, in Netscape\'s format' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand send" -l origin -d 'Origin [default: the page\'s, or the socket\'s own]' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l user -d 'Basic authentication, to page and socket' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l subprotocol -d 'A subprotocol to ask for; may be given several times' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l cacert -d 'Trust the certificates of this PEM file too; may be given several times' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand send" -l cert -d 'The client\'s certificate, PEM, for servers that ask for one' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand send" -l key -d 'The key of --cert, PEM [default: in the file of --cert]' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand send" -l proxy -d 'Connect through this proxy [default: the environment\'s]' -r -f
complete -c hxws -n "__fish_hxws_using_subcommand send" -l unix-socket -d 'Connect to this Unix socket instead of the host' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand send" -l resolve -d 'Use this address for a host and port, as curl does; may be given several times' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l connect-timeout -d 'Give up connecting after this long [default: the system\'s]' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l max-message-size -d 'The largest message that is taken, in bytes or such as 10MB, 64MiB' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l max-retries -d 'Give up after N reconnects in a row [default: no limit]' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l reconnect-delay -d 'The delay: a duration, full-jitter, or a function [default: as htmx does]' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l ping-interval -d 'Send a ping this often [default: --pong-timeout, else never]' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l pong-timeout -d 'Take the connection for dead when a pong is this late [default: --ping-interval]' -r
complete -c hxws -n "__fish_hxws_using_subcommand send" -l on-open -d 'Send the lines of this file after every open' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand send" -l config -d 'Read this configuration, and neither your own nor the project\'s' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand send" -l dry-run -d 'Print the message\'s exact text; open no socket'
complete -c hxws -n "__fish_hxws_using_subcommand send" -l strict -d 'Fail on a warning, or a name that no control has'
complete -c hxws -n "__fish_hxws_using_subcommand send" -l load -d 'Fetch what the page fetches by itself after it was loaded'
complete -c hxws -n "__fish_hxws_using_subcommand send" -s q -l quiet -d 'Say less: leave out notes and what is routine'
complete -c hxws -n "__fish_hxws_using_subcommand send" -s v -l verbose -d 'Say more: messages in full, both sides of requests'
complete -c hxws -n "__fish_hxws_using_subcommand send" -l messages -d 'Print messages as they were received too'
complete -c hxws -n "__fish_hxws_using_subcommand send" -l no-time -d 'Leave times out'
complete -c hxws -n "__fish_hxws_using_subcommand send" -s 0 -l null -d 'End each piece of html, raw and --jq output with NUL, not a newline'
complete -c hxws -n "__fish_hxws_using_subcommand send" -l no-compress -d 'Offer no compression [default: permessage-deflate, as browsers do]'
complete -c hxws -n "__fish_hxws_using_subcommand send" -l insecure -d 'Accept any certificate'
complete -c hxws -n "__fish_hxws_using_subcommand send" -l no-proxy -d 'Use no proxy, whatever the environment says'
complete -c hxws -n "__fish_hxws_using_subcommand send" -l show-secrets -d 'Show cookies and credentials of the handshake as they are'
complete -c hxws -n "__fish_hxws_using_subcommand send" -l no-reconnect -d 'Never reconnect [default: as htmx does]'
complete -c hxws -n "__fish_hxws_using_subcommand send" -l no-config -d 'Read no configuration'
complete -c hxws -n "__fish_hxws_using_subcommand send" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l count -d 'End after N messages [default: no limit]' -r
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l until -d 'Wait for a fragment with that target or text' -r
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l expect -d 'Fail unless such a fragment or text comes' -r
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l expect-page -d 'Fail unless the page is so at the end' -r
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l timeout -d 'End after this long [default: no limit]' -r
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l idle-timeout -d 'End once no message has come for this long' -r
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l filter -d 'Print only what fits; can be repeated' -r
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l htmx -d 'htmx\'s version [default: the page\'s, else 2]' -r
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l ws-ext -d 'The exact version of htmx-ext-ws, such as 2.0.3 [default: the page\'s, else 2.0.4]' -r
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l page -d 'The page, where no TARGET names it' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l url -d 'A file\'s address [default: http://localhost/]' -r -f
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l page-timeout -d 'Give up fetching the page after this long [default: 30s]' -r
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l socket -d 'The socket element, or `all` (listen only)' -r
complete -c hxws -n "__fish_hxws_using_subcommand listen" -s o -l output -d 'The format [default: human on a terminal, else json]' -r -f -a "human\t'For people: aligned, coloured, one glance a fragment'
json\t'JSON Lines: one event a line'
html\t'The HTML of each fragment'
raw\t'Messages as they were received'
page\t'At the end, the whole page'"
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l jq -d 'Print JSON lines through a filter of jq\'s language' -r
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l record -d 'Append every event to a file, as JSON Lines' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand listen" -s H -l header -d 'Set a header, \'Name: value\'; \'Name;\' removes it' -r
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l cookie -d 'A cookie, name=value, or a file of cookies' -r
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l cookie-jar -d 'Keep cookies in this file, in Netscape\'s format' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l origin -d 'Origin [default: the page\'s, or the socket\'s own]' -r
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l user -d 'Basic authentication, to page and socket' -r
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l subprotocol -d 'A subprotocol to ask for; may be given several times' -r
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l cacert -d 'Trust the certificates of this PEM file too; may be given several times' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l cert -d 'The client\'s certificate, PEM, for servers that ask for one' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l key -d 'The key of --cert, PEM [default: in the file of --cert]' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l proxy -d 'Connect through this proxy [default: the environment\'s]' -r -f
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l unix-socket -d 'Connect to this Unix socket instead of the host' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l resolve -d 'Use this address for a host and port, as curl does; may be given several times' -r
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l connect-timeout -d 'Give up connecting after this long [default: the system\'s]' -r
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l max-message-size -d 'The largest message that is taken, in bytes or such as 10MB, 64MiB' -r
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l max-retries -d 'Give up after N reconnects in a row [default: no limit]' -r
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l reconnect-delay -d 'The delay: a duration, full-jitter, or a function [default: as htmx does]' -r
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l ping-interval -d 'Send a ping this often [default: --pong-timeout, else never]' -r
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l pong-timeout -d 'Take the connection for dead when a pong is this late [default: --ping-interval]' -r
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l on-open -d 'Send the lines of this file after every open' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l config -d 'Read this configuration, and neither your own nor the project\'s' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l strict -d 'Fail on a warning'
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l load -d 'Fetch what the page fetches by itself after it was loaded'
complete -c hxws -n "__fish_hxws_using_subcommand listen" -s q -l quiet -d 'Say less: leave out notes and what is routine'
complete -c hxws -n "__fish_hxws_using_subcommand listen" -s v -l verbose -d 'Say more: messages in full, both sides of requests'
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l messages -d 'Print messages as they were received too'
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l no-time -d 'Leave times out'
complete -c hxws -n "__fish_hxws_using_subcommand listen" -s 0 -l null -d 'End each piece of html, raw and --jq output with NUL, not a newline'
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l no-compress -d 'Offer no compression [default: permessage-deflate, as browsers do]'
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l insecure -d 'Accept any certificate'
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l no-proxy -d 'Use no proxy, whatever the environment says'
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l show-secrets -d 'Show cookies and credentials of the handshake as they are'
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l no-reconnect -d 'Never reconnect [default: as htmx does]'
complete -c hxws -n "__fish_hxws_using_subcommand listen" -l no-config -d 'Read no configuration'
complete -c hxws -n "__fish_hxws_using_subcommand listen" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l htmx -d 'htmx\'s version [default: the page\'s, else 2]' -r
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l ws-ext -d 'The exact version of htmx-ext-ws, such as 2.0.3 [default: the page\'s, else 2.0.4]' -r
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l page -d 'The page, where no TARGET names it' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l url -d 'A file\'s address [default: http://localhost/]' -r -f
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l page-timeout -d 'Give up fetching the page after this long [default: 30s]' -r
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l socket -d 'The socket element, or `all` (listen only)' -r
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -s o -l output -d 'The format [default: human on a terminal, else json]' -r -f -a "human\t'For people: aligned, coloured, one glance a fragment'
json\t'JSON Lines: one event a line'
html\t'The HTML of each fragment'
raw\t'Messages as they were received'
page\t'At the end, the whole page'"
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l jq -d 'Print JSON lines through a filter of jq\'s language' -r
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l record -d 'Append every event to a file, as JSON Lines' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -s H -l header -d 'Set a header, \'Name: value\'; \'Name;\' removes it' -r
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l cookie -d 'A cookie, name=value, or a file of cookies' -r
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l cookie-jar -d 'Keep cookies in this file, in Netscape\'s format' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l origin -d 'Origin [default: the page\'s, or the socket\'s own]' -r
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l user -d 'Basic authentication, to page and socket' -r
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l subprotocol -d 'A subprotocol to ask for; may be given several times' -r
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l cacert -d 'Trust the certificates of this PEM file too; may be given several times' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l cert -d 'The client\'s certificate, PEM, for servers that ask for one' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l key -d 'The key of --cert, PEM [default: in the file of --cert]' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l proxy -d 'Connect through this proxy [default: the environment\'s]' -r -f
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l unix-socket -d 'Connect to this Unix socket instead of the host' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l resolve -d 'Use this address for a host and port, as curl does; may be given several times' -r
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l connect-timeout -d 'Give up connecting after this long [default: the system\'s]' -r
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l max-message-size -d 'The largest message that is taken, in bytes or such as 10MB, 64MiB' -r
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l config -d 'Read this configuration, and neither your own nor the project\'s' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l load -d 'Fetch what the page fetches by itself after it was loaded'
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -s q -l quiet -d 'Say less: leave out notes and what is routine'
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -s v -l verbose -d 'Say more: messages in full, both sides of requests'
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l messages -d 'Print messages as they were received too'
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l no-time -d 'Leave times out'
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -s 0 -l null -d 'End each piece of html, raw and --jq output with NUL, not a newline'
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l no-compress -d 'Offer no compression [default: permessage-deflate, as browsers do]'
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l insecure -d 'Accept any certificate'
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l no-proxy -d 'Use no proxy, whatever the environment says'
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l show-secrets -d 'Show cookies and credentials of the handshake as they are'
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -l no-config -d 'Read no configuration'
complete -c hxws -n "__fish_hxws_using_subcommand inspect" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l input -d 'What the file holds' -r -f -a "html\t'One message'
jsonl\t'A recording: every line of type `message` is one'
har\t'A HAR file of a browser: every message that a WebSocket received is one'"
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l from -d 'Of a recording: only from sockets with this selector or address' -r
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l compare -d 'Tell where another version of htmx differs' -r
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l htmx -d 'htmx\'s version [default: the page\'s, else 2]' -r
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l ws-ext -d 'The exact version of htmx-ext-ws, such as 2.0.3 [default: the page\'s, else 2.0.4]' -r
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l page -d 'The page, where no TARGET names it' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l url -d 'A file\'s address [default: http://localhost/]' -r -f
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l page-timeout -d 'Give up fetching the page after this long [default: 30s]' -r
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l socket -d 'The socket element, or `all` (listen only)' -r
complete -c hxws -n "__fish_hxws_using_subcommand explain" -s o -l output -d 'The format [default: human on a terminal, else json]' -r -f -a "human\t'For people: aligned, coloured, one glance a fragment'
json\t'JSON Lines: one event a line'
html\t'The HTML of each fragment'
raw\t'Messages as they were received'
page\t'At the end, the whole page'"
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l jq -d 'Print JSON lines through a filter of jq\'s language' -r
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l record -d 'Append every event to a file, as JSON Lines' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand explain" -s H -l header -d 'Set a header, \'Name: value\'; \'Name;\' removes it' -r
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l cookie -d 'A cookie, name=value, or a file of cookies' -r
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l cookie-jar -d 'Keep cookies in this file, in Netscape\'s format' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l origin -d 'Origin [default: the page\'s, or the socket\'s own]' -r
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l user -d 'Basic authentication, to page and socket' -r
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l subprotocol -d 'A subprotocol to ask for; may be given several times' -r
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l cacert -d 'Trust the certificates of this PEM file too; may be given several times' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l cert -d 'The client\'s certificate, PEM, for servers that ask for one' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l key -d 'The key of --cert, PEM [default: in the file of --cert]' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l proxy -d 'Connect through this proxy [default: the environment\'s]' -r -f
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l unix-socket -d 'Connect to this Unix socket instead of the host' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l resolve -d 'Use this address for a host and port, as curl does; may be given several times' -r
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l connect-timeout -d 'Give up connecting after this long [default: the system\'s]' -r
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l max-message-size -d 'The largest message that is taken, in bytes or such as 10MB, 64MiB' -r
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l config -d 'Read this configuration, and neither your own nor the project\'s' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l strict -d 'Fail on a warning, a difference, or no fragment'
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l load -d 'Fetch what the page fetches by itself after it was loaded'
complete -c hxws -n "__fish_hxws_using_subcommand explain" -s q -l quiet -d 'Say less: leave out notes and what is routine'
complete -c hxws -n "__fish_hxws_using_subcommand explain" -s v -l verbose -d 'Say more: messages in full, both sides of requests'
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l messages -d 'Print messages as they were received too'
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l no-time -d 'Leave times out'
complete -c hxws -n "__fish_hxws_using_subcommand explain" -s 0 -l null -d 'End each piece of html, raw and --jq output with NUL, not a newline'
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l no-compress -d 'Offer no compression [default: permessage-deflate, as browsers do]'
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l insecure -d 'Accept any certificate'
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l no-proxy -d 'Use no proxy, whatever the environment says'
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l show-secrets -d 'Show cookies and credentials of the handshake as they are'
complete -c hxws -n "__fish_hxws_using_subcommand explain" -l no-config -d 'Read no configuration'
complete -c hxws -n "__fish_hxws_using_subcommand explain" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c hxws -n "__fish_hxws_using_subcommand replay" -l serve -d 'Play the server\'s side at this loopback address' -r
complete -c hxws -n "__fish_hxws_using_subcommand replay" -l from -d 'Only from sockets with this selector or address' -r
complete -c hxws -n "__fish_hxws_using_subcommand replay" -l session -d 'Which session, where the recording holds several [default: the first]' -r
complete -c hxws -n "__fish_hxws_using_subcommand replay" -l speed -d 'How many times as fast as recorded, or max [default: 1]' -r
complete -c hxws -n "__fish_hxws_using_subcommand replay" -l page -d 'A page to serve at /, read anew each time' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand replay" -l allow-origin -d 'Let pages of this origin connect too; may be given several times' -r
complete -c hxws -n "__fish_hxws_using_subcommand replay" -l ignore -d 'Leave this out of the comparison; may be given several times' -r
complete -c hxws -n "__fish_hxws_using_subcommand replay" -l timeout -d 'Wait this long for each answer' -r
complete -c hxws -n "__fish_hxws_using_subcommand replay" -l socket -d 'The page\'s socket, by selector, where TARGET is a page with several' -r
complete -c hxws -n "__fish_hxws_using_subcommand replay" -l url -d 'The address of a page in a file [default: http://localhost/]' -r -f
complete -c hxws -n "__fish_hxws_using_subcommand replay" -s o -l output -d 'The format [default: human on a terminal, else json]' -r -f -a "human\t'For people: aligned, coloured, one glance a fragment'
json\t'JSON Lines: one event a line'
html\t'The HTML of each fragment'
raw\t'Messages as they were received'
page\t'At the end, the whole page'"
complete -c hxws -n "__fish_hxws_using_subcommand replay" -l jq -d 'Print JSON lines through a filter of jq\'s language' -r
complete -c hxws -n "__fish_hxws_using_subcommand replay" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c hxws -n "__fish_hxws_using_subcommand replay" -l record -d 'Append every event to a file, as JSON Lines' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand replay" -s H -l header -d 'Set a header, \'Name: value\'; \'Name;\' removes it' -r
complete -c hxws -n "__fish_hxws_using_subcommand replay" -l cookie -d 'A cookie, name=value, or a file of cookies' -r
complete -c hxws -n "__fish_hxws_using_subcommand replay" -l cookie-jar -d 'Keep cookies in this file, in Netscape\'s format' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand replay" -l origin -d 'Origin [default: the page\'s, or the socket\'s own]' -r
complete -c hxws -n "__fish_hxws_using_subcommand replay" -l user -d 'Basic authentication, to page and socket' -r
complete -c hxws -n "__fish_hxws_using_subcommand replay" -l subprotocol -d 'A subprotocol to ask for; may be given several times' -r
complete -c hxws -n "__fish_hxws_using_subcommand replay" -l cacert -d 'Trust the certificates of this PEM file too; may be given several times' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand replay" -l cert -d 'The client\'s certificate, PEM, for servers that ask for one' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand replay" -l key -d 'The key of --cert, PEM [default: in the file of --cert]' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand replay" -l proxy -d 'Connect through this proxy [default: the environment\'s]' -r -f
complete -c hxws -n "__fish_hxws_using_subcommand replay" -l unix-socket -d 'Connect to this Unix socket instead of the host' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand replay" -l resolve -d 'Use this address for a host and port, as curl does; may be given several times' -r
complete -c hxws -n "__fish_hxws_using_subcommand replay" -l connect-timeout -d 'Give up connecting after this long [default: the system\'s]' -r
complete -c hxws -n "__fish_hxws_using_subcommand replay" -l max-message-size -d 'The largest message that is taken, in bytes or such as 10MB, 64MiB' -r
complete -c hxws -n "__fish_hxws_using_subcommand replay" -l config -d 'Read this configuration, and neither your own nor the project\'s' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand replay" -l har -d 'Print the recording as HAR'
complete -c hxws -n "__fish_hxws_using_subcommand replay" -l step -d 'Play step by step with what the client sends'
complete -c hxws -n "__fish_hxws_using_subcommand replay" -s q -l quiet -d 'Say less: leave out notes and what is routine'
complete -c hxws -n "__fish_hxws_using_subcommand replay" -s v -l verbose -d 'Say more: messages in full, both sides of requests'
complete -c hxws -n "__fish_hxws_using_subcommand replay" -l messages -d 'Print messages as they were received too'
complete -c hxws -n "__fish_hxws_using_subcommand replay" -l no-time -d 'Leave times out'
complete -c hxws -n "__fish_hxws_using_subcommand replay" -s 0 -l null -d 'End each piece of html, raw and --jq output with NUL, not a newline'
complete -c hxws -n "__fish_hxws_using_subcommand replay" -l no-compress -d 'Offer no compression [default: permessage-deflate, as browsers do]'
complete -c hxws -n "__fish_hxws_using_subcommand replay" -l insecure -d 'Accept any certificate'
complete -c hxws -n "__fish_hxws_using_subcommand replay" -l no-proxy -d 'Use no proxy, whatever the environment says'
complete -c hxws -n "__fish_hxws_using_subcommand replay" -l show-secrets -d 'Show cookies and credentials of the handshake as they are'
complete -c hxws -n "__fish_hxws_using_subcommand replay" -l no-config -d 'Read no configuration'
complete -c hxws -n "__fish_hxws_using_subcommand replay" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c hxws -n "__fish_hxws_using_subcommand simulate" -l htmx -d 'htmx\'s version, whatever the scenarios say' -r
complete -c hxws -n "__fish_hxws_using_subcommand simulate" -l ws-ext -d 'The exact version of htmx-ext-ws, whatever the scenarios say' -r
complete -c hxws -n "__fish_hxws_using_subcommand simulate" -l jq -d 'Print JSON lines through a filter of jq\'s language' -r
complete -c hxws -n "__fish_hxws_using_subcommand simulate" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c hxws -n "__fish_hxws_using_subcommand simulate" -l record -d 'Append every event to a file, as JSON Lines' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand simulate" -s o -l output -d 'The format, or a report: tap, junit [default: human on a terminal, else json]' -r -f -a "human\t'For people: aligned, coloured, one glance a fragment'
json\t'JSON Lines: one event a line'
html\t'The HTML of each fragment'
raw\t'Messages as they were received'
page\t'At the end, the whole page'"
complete -c hxws -n "__fish_hxws_using_subcommand simulate" -l config -d 'Read this configuration, and neither your own nor the project\'s' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand simulate" -l pages -d 'Print the page after every step: the body\'s inner HTML'
complete -c hxws -n "__fish_hxws_using_subcommand simulate" -l update -d 'Write what happens into the files, as what is expected'
complete -c hxws -n "__fish_hxws_using_subcommand simulate" -l strict -d 'Fail on what is passed over in a scenario'
complete -c hxws -n "__fish_hxws_using_subcommand simulate" -l watch -d 'Play again when a file changes, until Ctrl-C'
complete -c hxws -n "__fish_hxws_using_subcommand simulate" -s q -l quiet -d 'Say less: leave out notes and what is routine'
complete -c hxws -n "__fish_hxws_using_subcommand simulate" -s v -l verbose -d 'Say more: messages in full, both sides of requests'
complete -c hxws -n "__fish_hxws_using_subcommand simulate" -l messages -d 'Print messages as they were received too'
complete -c hxws -n "__fish_hxws_using_subcommand simulate" -l no-time -d 'Leave times out'
complete -c hxws -n "__fish_hxws_using_subcommand simulate" -s 0 -l null -d 'End each piece of html, raw and --jq output with NUL, not a newline'
complete -c hxws -n "__fish_hxws_using_subcommand simulate" -l no-config -d 'Read no configuration'
complete -c hxws -n "__fish_hxws_using_subcommand simulate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c hxws -n "__fish_hxws_using_subcommand backoff" -l attempts -d 'How many delays to tell' -r
complete -c hxws -n "__fish_hxws_using_subcommand backoff" -l htmx -d 'htmx\'s version [default: the page\'s, else 2]' -r
complete -c hxws -n "__fish_hxws_using_subcommand backoff" -l ws-ext -d 'The exact version of htmx-ext-ws, such as 2.0.3 [default: the page\'s, else 2.0.4]' -r
complete -c hxws -n "__fish_hxws_using_subcommand backoff" -l page -d 'The page, where no TARGET names it' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand backoff" -l url -d 'A file\'s address [default: http://localhost/]' -r -f
complete -c hxws -n "__fish_hxws_using_subcommand backoff" -l page-timeout -d 'Give up fetching the page after this long [default: 30s]' -r
complete -c hxws -n "__fish_hxws_using_subcommand backoff" -l socket -d 'The socket element, or `all` (listen only)' -r
complete -c hxws -n "__fish_hxws_using_subcommand backoff" -s o -l output -d 'The format [default: human on a terminal, else json]' -r -f -a "human\t'For people: aligned, coloured, one glance a fragment'
json\t'JSON Lines: one event a line'
html\t'The HTML of each fragment'
raw\t'Messages as they were received'
page\t'At the end, the whole page'"
complete -c hxws -n "__fish_hxws_using_subcommand backoff" -l jq -d 'Print JSON lines through a filter of jq\'s language' -r
complete -c hxws -n "__fish_hxws_using_subcommand backoff" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c hxws -n "__fish_hxws_using_subcommand backoff" -l record -d 'Append every event to a file, as JSON Lines' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand backoff" -s H -l header -d 'Set a header, \'Name: value\'; \'Name;\' removes it' -r
complete -c hxws -n "__fish_hxws_using_subcommand backoff" -l cookie -d 'A cookie, name=value, or a file of cookies' -r
complete -c hxws -n "__fish_hxws_using_subcommand backoff" -l cookie-jar -d 'Keep cookies in this file, in Netscape\'s format' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand backoff" -l origin -d 'Origin [default: the page\'s, or the socket\'s own]' -r
complete -c hxws -n "__fish_hxws_using_subcommand backoff" -l user -d 'Basic authentication, to page and socket' -r
complete -c hxws -n "__fish_hxws_using_subcommand backoff" -l subprotocol -d 'A subprotocol to ask for; may be given several times' -r
complete -c hxws -n "__fish_hxws_using_subcommand backoff" -l cacert -d 'Trust the certificates of this PEM file too; may be given several times' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand backoff" -l cert -d 'The client\'s certificate, PEM, for servers that ask for one' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand backoff" -l key -d 'The key of --cert, PEM [default: in the file of --cert]' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand backoff" -l proxy -d 'Connect through this proxy [default: the environment\'s]' -r -f
complete -c hxws -n "__fish_hxws_using_subcommand backoff" -l unix-socket -d 'Connect to this Unix socket instead of the host' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand backoff" -l resolve -d 'Use this address for a host and port, as curl does; may be given several times' -r
complete -c hxws -n "__fish_hxws_using_subcommand backoff" -l connect-timeout -d 'Give up connecting after this long [default: the system\'s]' -r
complete -c hxws -n "__fish_hxws_using_subcommand backoff" -l max-message-size -d 'The largest message that is taken, in bytes or such as 10MB, 64MiB' -r
complete -c hxws -n "__fish_hxws_using_subcommand backoff" -l max-retries -d 'Give up after N reconnects in a row [default: no limit]' -r
complete -c hxws -n "__fish_hxws_using_subcommand backoff" -l reconnect-delay -d 'The delay: a duration, full-jitter, or a function [default: as htmx does]' -r
complete -c hxws -n "__fish_hxws_using_subcommand backoff" -l config -d 'Read this configuration, and neither your own nor the project\'s' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand backoff" -l load -d 'Fetch what the page fetches by itself after it was loaded'
complete -c hxws -n "__fish_hxws_using_subcommand backoff" -s q -l quiet -d 'Say less: leave out notes and what is routine'
complete -c hxws -n "__fish_hxws_using_subcommand backoff" -s v -l verbose -d 'Say more: messages in full, both sides of requests'
complete -c hxws -n "__fish_hxws_using_subcommand backoff" -l messages -d 'Print messages as they were received too'
complete -c hxws -n "__fish_hxws_using_subcommand backoff" -l no-time -d 'Leave times out'
complete -c hxws -n "__fish_hxws_using_subcommand backoff" -s 0 -l null -d 'End each piece of html, raw and --jq output with NUL, not a newline'
complete -c hxws -n "__fish_hxws_using_subcommand backoff" -l no-compress -d 'Offer no compression [default: permessage-deflate, as browsers do]'
complete -c hxws -n "__fish_hxws_using_subcommand backoff" -l insecure -d 'Accept any certificate'
complete -c hxws -n "__fish_hxws_using_subcommand backoff" -l no-proxy -d 'Use no proxy, whatever the environment says'
complete -c hxws -n "__fish_hxws_using_subcommand backoff" -l show-secrets -d 'Show cookies and credentials of the handshake as they are'
complete -c hxws -n "__fish_hxws_using_subcommand backoff" -l no-reconnect -d 'Never reconnect [default: as htmx does]'
complete -c hxws -n "__fish_hxws_using_subcommand backoff" -l no-config -d 'Read no configuration'
complete -c hxws -n "__fish_hxws_using_subcommand backoff" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c hxws -n "__fish_hxws_using_subcommand config" -l htmx -d 'htmx\'s version [default: the page\'s, else 2]' -r
complete -c hxws -n "__fish_hxws_using_subcommand config" -l ws-ext -d 'The exact version of htmx-ext-ws, such as 2.0.3 [default: the page\'s, else 2.0.4]' -r
complete -c hxws -n "__fish_hxws_using_subcommand config" -l page -d 'The page, where no TARGET names it' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand config" -l url -d 'A file\'s address [default: http://localhost/]' -r -f
complete -c hxws -n "__fish_hxws_using_subcommand config" -l page-timeout -d 'Give up fetching the page after this long [default: 30s]' -r
complete -c hxws -n "__fish_hxws_using_subcommand config" -l socket -d 'The socket element, or `all` (listen only)' -r
complete -c hxws -n "__fish_hxws_using_subcommand config" -l hx-header -d 'One more header; may be given several times' -r
complete -c hxws -n "__fish_hxws_using_subcommand config" -l id -d 'HX-Trigger, the sender\'s id [default: null]' -r
complete -c hxws -n "__fish_hxws_using_subcommand config" -l name -d 'HX-Trigger-Name, the sender\'s name [default: null]' -r
complete -c hxws -n "__fish_hxws_using_subcommand config" -l target -d 'HX-Target, the target\'s id [default: null]' -r
complete -c hxws -n "__fish_hxws_using_subcommand config" -l current-url -d 'HX-Current-URL, the page\'s address [default: null]' -r
complete -c hxws -n "__fish_hxws_using_subcommand config" -l prompt -d 'HX-Prompt [default: left out]' -r
complete -c hxws -n "__fish_hxws_using_subcommand config" -s o -l output -d 'The format [default: human on a terminal, else json]' -r -f -a "human\t'For people: aligned, coloured, one glance a fragment'
json\t'JSON Lines: one event a line'
html\t'The HTML of each fragment'
raw\t'Messages as they were received'
page\t'At the end, the whole page'"
complete -c hxws -n "__fish_hxws_using_subcommand config" -l jq -d 'Print JSON lines through a filter of jq\'s language' -r
complete -c hxws -n "__fish_hxws_using_subcommand config" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c hxws -n "__fish_hxws_using_subcommand config" -l record -d 'Append every event to a file, as JSON Lines' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand config" -s H -l header -d 'Set a header, \'Name: value\'; \'Name;\' removes it' -r
complete -c hxws -n "__fish_hxws_using_subcommand config" -l cookie -d 'A cookie, name=value, or a file of cookies' -r
complete -c hxws -n "__fish_hxws_using_subcommand config" -l cookie-jar -d 'Keep cookies in this file, in Netscape\'s format' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand config" -l origin -d 'Origin [default: the page\'s, or the socket\'s own]' -r
complete -c hxws -n "__fish_hxws_using_subcommand config" -l user -d 'Basic authentication, to page and socket' -r
complete -c hxws -n "__fish_hxws_using_subcommand config" -l subprotocol -d 'A subprotocol to ask for; may be given several times' -r
complete -c hxws -n "__fish_hxws_using_subcommand config" -l cacert -d 'Trust the certificates of this PEM file too; may be given several times' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand config" -l cert -d 'The client\'s certificate, PEM, for servers that ask for one' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand config" -l key -d 'The key of --cert, PEM [default: in the file of --cert]' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand config" -l proxy -d 'Connect through this proxy [default: the environment\'s]' -r -f
complete -c hxws -n "__fish_hxws_using_subcommand config" -l unix-socket -d 'Connect to this Unix socket instead of the host' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand config" -l resolve -d 'Use this address for a host and port, as curl does; may be given several times' -r
complete -c hxws -n "__fish_hxws_using_subcommand config" -l connect-timeout -d 'Give up connecting after this long [default: the system\'s]' -r
complete -c hxws -n "__fish_hxws_using_subcommand config" -l max-message-size -d 'The largest message that is taken, in bytes or such as 10MB, 64MiB' -r
complete -c hxws -n "__fish_hxws_using_subcommand config" -l max-retries -d 'Give up after N reconnects in a row [default: no limit]' -r
complete -c hxws -n "__fish_hxws_using_subcommand config" -l reconnect-delay -d 'The delay: a duration, full-jitter, or a function [default: as htmx does]' -r
complete -c hxws -n "__fish_hxws_using_subcommand config" -l ping-interval -d 'Send a ping this often [default: --pong-timeout, else never]' -r
complete -c hxws -n "__fish_hxws_using_subcommand config" -l pong-timeout -d 'Take the connection for dead when a pong is this late [default: --ping-interval]' -r
complete -c hxws -n "__fish_hxws_using_subcommand config" -l on-open -d 'Send the lines of this file after every open' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand config" -l wait -d 'Wait for N messages [default: the answer]' -r
complete -c hxws -n "__fish_hxws_using_subcommand config" -l timeout -d 'Wait this long at most [default: 5s]' -r
complete -c hxws -n "__fish_hxws_using_subcommand config" -l alias -d 'A command of your own for the prompt: what stands for /NAME' -r
complete -c hxws -n "__fish_hxws_using_subcommand config" -l keys -d 'Edit lines with these keys' -r -f -a "emacs\t'As in Emacs, bash and readline'
vi\t'As in vi: Esc, then what vi has'"
complete -c hxws -n "__fish_hxws_using_subcommand config" -l config -d 'Read this configuration, and neither your own nor the project\'s' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand config" -l all -d 'List what nothing sets too, with what is done then'
complete -c hxws -n "__fish_hxws_using_subcommand config" -l path -d 'Print the paths of the files that are read'
complete -c hxws -n "__fish_hxws_using_subcommand config" -l load -d 'Fetch what the page fetches by itself after it was loaded'
complete -c hxws -n "__fish_hxws_using_subcommand config" -s q -l quiet -d 'Say less: leave out notes and what is routine'
complete -c hxws -n "__fish_hxws_using_subcommand config" -s v -l verbose -d 'Say more: messages in full, both sides of requests'
complete -c hxws -n "__fish_hxws_using_subcommand config" -l messages -d 'Print messages as they were received too'
complete -c hxws -n "__fish_hxws_using_subcommand config" -l no-time -d 'Leave times out'
complete -c hxws -n "__fish_hxws_using_subcommand config" -s 0 -l null -d 'End each piece of html, raw and --jq output with NUL, not a newline'
complete -c hxws -n "__fish_hxws_using_subcommand config" -l no-compress -d 'Offer no compression [default: permessage-deflate, as browsers do]'
complete -c hxws -n "__fish_hxws_using_subcommand config" -l insecure -d 'Accept any certificate'
complete -c hxws -n "__fish_hxws_using_subcommand config" -l no-proxy -d 'Use no proxy, whatever the environment says'
complete -c hxws -n "__fish_hxws_using_subcommand config" -l show-secrets -d 'Show cookies and credentials of the handshake as they are'
complete -c hxws -n "__fish_hxws_using_subcommand config" -l no-reconnect -d 'Never reconnect [default: as htmx does]'
complete -c hxws -n "__fish_hxws_using_subcommand config" -l no-history -d 'Keep no history of what is typed'
complete -c hxws -n "__fish_hxws_using_subcommand config" -l no-config -d 'Read no configuration'
complete -c hxws -n "__fish_hxws_using_subcommand config" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c hxws -n "__fish_hxws_using_subcommand demo" -l listen -d 'Serve only, at this loopback address; port 0 takes a free one' -r
complete -c hxws -n "__fish_hxws_using_subcommand demo" -s o -l output -d 'The format [default: human on a terminal, else json]' -r -f -a "human\t'For people: aligned, coloured, one glance a fragment'
json\t'JSON Lines: one event a line'
html\t'The HTML of each fragment'
raw\t'Messages as they were received'
page\t'At the end, the whole page'"
complete -c hxws -n "__fish_hxws_using_subcommand demo" -l jq -d 'Print JSON lines through a filter of jq\'s language' -r
complete -c hxws -n "__fish_hxws_using_subcommand demo" -l color -d 'When to use colours' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` or `TERM=dumb` is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c hxws -n "__fish_hxws_using_subcommand demo" -l record -d 'Append every event to a file, as JSON Lines' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand demo" -l keys -d 'Edit lines with these keys' -r -f -a "emacs\t'As in Emacs, bash and readline'
vi\t'As in vi: Esc, then what vi has'"
complete -c hxws -n "__fish_hxws_using_subcommand demo" -l wait -d 'Wait for N messages [default: the answer]' -r
complete -c hxws -n "__fish_hxws_using_subcommand demo" -l timeout -d 'Wait this long at most [default: 5s]' -r
complete -c hxws -n "__fish_hxws_using_subcommand demo" -l alias -d 'A command of your own for the prompt: what stands for /NAME' -r
complete -c hxws -n "__fish_hxws_using_subcommand demo" -l config -d 'Read this configuration, and neither your own nor the project\'s' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand demo" -s q -l quiet -d 'Say less: leave out notes and what is routine'
complete -c hxws -n "__fish_hxws_using_subcommand demo" -s v -l verbose -d 'Say more: messages in full, both sides of requests'
complete -c hxws -n "__fish_hxws_using_subcommand demo" -l messages -d 'Print messages as they were received too'
complete -c hxws -n "__fish_hxws_using_subcommand demo" -l no-time -d 'Leave times out'
complete -c hxws -n "__fish_hxws_using_subcommand demo" -s 0 -l null -d 'End each piece of html, raw and --jq output with NUL, not a newline'
complete -c hxws -n "__fish_hxws_using_subcommand demo" -l no-history -d 'Keep no history of what is typed'
complete -c hxws -n "__fish_hxws_using_subcommand demo" -l no-config -d 'Read no configuration'
complete -c hxws -n "__fish_hxws_using_subcommand demo" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c hxws -n "__fish_hxws_using_subcommand schema" -l config -d 'Read this configuration, and neither your own nor the project\'s' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand schema" -l no-config -d 'Read no configuration'
complete -c hxws -n "__fish_hxws_using_subcommand schema" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c hxws -n "__fish_hxws_using_subcommand completions" -l config -d 'Read this configuration, and neither your own nor the project\'s' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand completions" -l no-config -d 'Read no configuration'
complete -c hxws -n "__fish_hxws_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c hxws -n "__fish_hxws_using_subcommand man" -l config -d 'Read this configuration, and neither your own nor the project\'s' -r -F
complete -c hxws -n "__fish_hxws_using_subcommand man" -l no-config -d 'Read no configuration'
complete -c hxws -n "__fish_hxws_using_subcommand man" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c hxws -n "__fish_hxws_using_subcommand help; and not __fish_seen_subcommand_from connect send listen inspect explain replay simulate backoff config demo schema completions man help" -f -a "connect" -d 'Talk to a socket at a prompt'
complete -c hxws -n "__fish_hxws_using_subcommand help; and not __fish_seen_subcommand_from connect send listen inspect explain replay simulate backoff config demo schema completions man help" -f -a "send" -d 'Send a message or a script, wait for the answer, exit'
complete -c hxws -n "__fish_hxws_using_subcommand help; and not __fish_seen_subcommand_from connect send listen inspect explain replay simulate backoff config demo schema completions man help" -f -a "listen" -d 'Print what arrives'
complete -c hxws -n "__fish_hxws_using_subcommand help; and not __fish_seen_subcommand_from connect send listen inspect explain replay simulate backoff config demo schema completions man help" -f -a "inspect" -d 'List the page\'s sockets and senders; open no socket'
complete -c hxws -n "__fish_hxws_using_subcommand help; and not __fish_seen_subcommand_from connect send listen inspect explain replay simulate backoff config demo schema completions man help" -f -a "explain" -d 'Tell what htmx would do with messages from files'
complete -c hxws -n "__fish_hxws_using_subcommand help; and not __fish_seen_subcommand_from connect send listen inspect explain replay simulate backoff config demo schema completions man help" -f -a "replay" -d 'Play one side of a recording again, or print it as HAR'
complete -c hxws -n "__fish_hxws_using_subcommand help; and not __fish_seen_subcommand_from connect send listen inspect explain replay simulate backoff config demo schema completions man help" -f -a "simulate" -d 'Play scenarios: a page, what happens to it, what is expected'
complete -c hxws -n "__fish_hxws_using_subcommand help; and not __fish_seen_subcommand_from connect send listen inspect explain replay simulate backoff config demo schema completions man help" -f -a "backoff" -d 'Tell when a socket reconnects, and after how long'
complete -c hxws -n "__fish_hxws_using_subcommand help; and not __fish_seen_subcommand_from connect send listen inspect explain replay simulate backoff config demo schema completions man help" -f -a "config" -d 'Show the configuration that is in force, and from where'
complete -c hxws -n "__fish_hxws_using_subcommand help; and not __fish_seen_subcommand_from connect send listen inspect explain replay simulate backoff config demo schema completions man help" -f -a "demo" -d 'Run the embedded demo: a page, its socket, and a prompt'
complete -c hxws -n "__fish_hxws_using_subcommand help; and not __fish_seen_subcommand_from connect send listen inspect explain replay simulate backoff config demo schema completions man help" -f -a "schema" -d 'Print the JSON Schema of scenarios or of JSON Lines'
complete -c hxws -n "__fish_hxws_using_subcommand help; and not __fish_seen_subcommand_from connect send listen inspect explain replay simulate backoff config demo schema completions man help" -f -a "completions" -d 'Print the completion script of a shell'
complete -c hxws -n "__fish_hxws_using_subcommand help; and not __fish_seen_subcommand_from connect send listen inspect explain replay simulate backoff config demo schema completions man help" -f -a "man" -d 'Print a man page'
complete -c hxws -n "__fish_hxws_using_subcommand help; and not __fish_seen_subcommand_from connect send listen inspect explain replay simulate backoff config demo schema completions man help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
