
use builtin;
use str;

set edit:completion:arg-completer[hxws] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'hxws'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'hxws'= {
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand connect 'Talk to a socket at a prompt'
            cand send 'Send one message, wait for the answer, exit'
            cand listen 'Print what arrives'
            cand inspect 'List the page''s sockets and senders; open no socket'
            cand explain 'Tell what htmx would do with messages from a file'
            cand demo 'Run the embedded demo: a page, its socket, and a prompt'
            cand completions 'Print the completion script of a shell'
            cand man 'Print a man page'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'hxws;connect'= {
            cand --htmx 'htmx''s version [default: the page''s, else 2]'
            cand --ws-ext 'The exact version of htmx-ext-ws, such as 2.0.3 [default: the page''s, else 2.0.4]'
            cand --page 'The page, where TARGET is a socket or there is none'
            cand --url 'A file''s address [default: http://localhost/]'
            cand --socket 'The socket element, or `all` (listen only)'
            cand --hx-header 'One more header; may be given several times'
            cand --id 'HX-Trigger, the sender''s id [default: null]'
            cand --name 'HX-Trigger-Name, the sender''s name [default: null]'
            cand --target 'HX-Target, the target''s id [default: null]'
            cand --current-url 'HX-Current-URL, the page''s address [default: null]'
            cand --prompt 'HX-Prompt [default: left out]'
            cand -o 'The format [default: human on a terminal, else json]'
            cand --output 'The format [default: human on a terminal, else json]'
            cand --color 'When to use colours'
            cand --record 'Append every event to a file, as JSON Lines'
            cand -H 'Set a header, ''Name: value''; ''Name;'' removes it'
            cand --header 'Set a header, ''Name: value''; ''Name;'' removes it'
            cand --cookie 'A cookie, name=value, beside those of the page'
            cand --origin 'Origin [default: the page''s, or the socket''s own]'
            cand --user 'Basic authentication, to page and socket'
            cand --subprotocol 'A subprotocol to ask for; may be given several times'
            cand --cacert 'Trust the certificates of this PEM file too; may be given several times'
            cand --unix-socket 'Connect to this Unix socket instead of the host'
            cand --resolve 'Use this address for a host and port, as curl does; may be given several times'
            cand --connect-timeout 'Give up connecting after this long [default: the system''s]'
            cand --max-message-size 'The largest message that is taken, in bytes or such as 10MB, 64MiB'
            cand --max-retries 'Give up after N reconnects in a row [default: no limit]'
            cand --reconnect-delay 'The delay: a duration, or full-jitter [default: full-jitter]'
            cand --wait 'Wait for N messages [default: the answer]'
            cand --timeout 'Wait this long at most [default: 5s]'
            cand -q 'Say less: leave out notes and what is routine'
            cand --quiet 'Say less: leave out notes and what is routine'
            cand -v 'Say more: messages in full, the answer''s headers'
            cand --verbose 'Say more: messages in full, the answer''s headers'
            cand --messages 'Print messages as they were received too'
            cand --no-time 'Leave times out'
            cand -0 'End each piece of html and raw output with NUL, not a newline'
            cand --null 'End each piece of html and raw output with NUL, not a newline'
            cand --insecure 'Accept any certificate'
            cand --no-reconnect 'Never reconnect [default: as htmx does]'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'hxws;send'= {
            cand --element 'The sender [default: the only one that fits]'
            cand --submitter 'The form''s button [default: as by the Enter key]'
            cand --raw 'Send this text as it is; @FILE and @- read it'
            cand --wait 'Wait for N messages; 0 for none'
            cand --until 'Wait for a fragment with this target or content'
            cand --timeout 'Connect and wait at most this long'
            cand --htmx 'htmx''s version [default: the page''s, else 2]'
            cand --ws-ext 'The exact version of htmx-ext-ws, such as 2.0.3 [default: the page''s, else 2.0.4]'
            cand --page 'The page, where TARGET is a socket or there is none'
            cand --url 'A file''s address [default: http://localhost/]'
            cand --socket 'The socket element, or `all` (listen only)'
            cand --hx-header 'One more header; may be given several times'
            cand --id 'HX-Trigger, the sender''s id [default: null]'
            cand --name 'HX-Trigger-Name, the sender''s name [default: null]'
            cand --target 'HX-Target, the target''s id [default: null]'
            cand --current-url 'HX-Current-URL, the page''s address [default: null]'
            cand --prompt 'HX-Prompt [default: left out]'
            cand -o 'The format [default: human on a terminal, else json]'
            cand --output 'The format [default: human on a terminal, else json]'
            cand --color 'When to use colours'
            cand --record 'Append every event to a file, as JSON Lines'
            cand -H 'Set a header, ''Name: value''; ''Name;'' removes it'
            cand --header 'Set a header, ''Name: value''; ''Name;'' removes it'
            cand --cookie 'A cookie, name=value, beside those of the page'
            cand --origin 'Origin [default: the page''s, or the socket''s own]'
            cand --user 'Basic authentication, to page and socket'
            cand --subprotocol 'A subprotocol to ask for; may be given several times'
            cand --cacert 'Trust the certificates of this PEM file too; may be given several times'
            cand --unix-socket 'Connect to this Unix socket instead of the host'
            cand --resolve 'Use this address for a host and port, as curl does; may be given several times'
            cand --connect-timeout 'Give up connecting after this long [default: the system''s]'
            cand --max-message-size 'The largest message that is taken, in bytes or such as 10MB, 64MiB'
            cand --max-retries 'Give up after N reconnects in a row [default: no limit]'
            cand --reconnect-delay 'The delay: a duration, or full-jitter [default: full-jitter]'
            cand --dry-run 'Print the message''s exact text; open no socket'
            cand --strict 'Fail on a warning, or a name that no control has'
            cand -q 'Say less: leave out notes and what is routine'
            cand --quiet 'Say less: leave out notes and what is routine'
            cand -v 'Say more: messages in full, the answer''s headers'
            cand --verbose 'Say more: messages in full, the answer''s headers'
            cand --messages 'Print messages as they were received too'
            cand --no-time 'Leave times out'
            cand -0 'End each piece of html and raw output with NUL, not a newline'
            cand --null 'End each piece of html and raw output with NUL, not a newline'
            cand --insecure 'Accept any certificate'
            cand --no-reconnect 'Never reconnect [default: as htmx does]'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'hxws;listen'= {
            cand --count 'End after N messages [default: no limit]'
            cand --until 'End with a fragment with this target or content'
            cand --timeout 'End after this long [default: no limit]'
            cand --htmx 'htmx''s version [default: the page''s, else 2]'
            cand --ws-ext 'The exact version of htmx-ext-ws, such as 2.0.3 [default: the page''s, else 2.0.4]'
            cand --page 'The page, where TARGET is a socket or there is none'
            cand --url 'A file''s address [default: http://localhost/]'
            cand --socket 'The socket element, or `all` (listen only)'
            cand -o 'The format [default: human on a terminal, else json]'
            cand --output 'The format [default: human on a terminal, else json]'
            cand --color 'When to use colours'
            cand --record 'Append every event to a file, as JSON Lines'
            cand -H 'Set a header, ''Name: value''; ''Name;'' removes it'
            cand --header 'Set a header, ''Name: value''; ''Name;'' removes it'
            cand --cookie 'A cookie, name=value, beside those of the page'
            cand --origin 'Origin [default: the page''s, or the socket''s own]'
            cand --user 'Basic authentication, to page and socket'
            cand --subprotocol 'A subprotocol to ask for; may be given several times'
            cand --cacert 'Trust the certificates of this PEM file too; may be given several times'
            cand --unix-socket 'Connect to this Unix socket instead of the host'
            cand --resolve 'Use this address for a host and port, as curl does; may be given several times'
            cand --connect-timeout 'Give up connecting after this long [default: the system''s]'
            cand --max-message-size 'The largest message that is taken, in bytes or such as 10MB, 64MiB'
            cand --max-retries 'Give up after N reconnects in a row [default: no limit]'
            cand --reconnect-delay 'The delay: a duration, or full-jitter [default: full-jitter]'
            cand -q 'Say less: leave out notes and what is routine'
            cand --quiet 'Say less: leave out notes and what is routine'
            cand -v 'Say more: messages in full, the answer''s headers'
            cand --verbose 'Say more: messages in full, the answer''s headers'
            cand --messages 'Print messages as they were received too'
            cand --no-time 'Leave times out'
            cand -0 'End each piece of html and raw output with NUL, not a newline'
            cand --null 'End each piece of html and raw output with NUL, not a newline'
            cand --insecure 'Accept any certificate'
            cand --no-reconnect 'Never reconnect [default: as htmx does]'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'hxws;inspect'= {
            cand --htmx 'htmx''s version [default: the page''s, else 2]'
            cand --ws-ext 'The exact version of htmx-ext-ws, such as 2.0.3 [default: the page''s, else 2.0.4]'
            cand --page 'The page, where TARGET is a socket or there is none'
            cand --url 'A file''s address [default: http://localhost/]'
            cand --socket 'The socket element, or `all` (listen only)'
            cand -o 'The format [default: human on a terminal, else json]'
            cand --output 'The format [default: human on a terminal, else json]'
            cand --color 'When to use colours'
            cand --record 'Append every event to a file, as JSON Lines'
            cand -H 'Set a header, ''Name: value''; ''Name;'' removes it'
            cand --header 'Set a header, ''Name: value''; ''Name;'' removes it'
            cand --cookie 'A cookie, name=value, beside those of the page'
            cand --origin 'Origin [default: the page''s, or the socket''s own]'
            cand --user 'Basic authentication, to page and socket'
            cand --subprotocol 'A subprotocol to ask for; may be given several times'
            cand --cacert 'Trust the certificates of this PEM file too; may be given several times'
            cand --unix-socket 'Connect to this Unix socket instead of the host'
            cand --resolve 'Use this address for a host and port, as curl does; may be given several times'
            cand --connect-timeout 'Give up connecting after this long [default: the system''s]'
            cand --max-message-size 'The largest message that is taken, in bytes or such as 10MB, 64MiB'
            cand -q 'Say less: leave out notes and what is routine'
            cand --quiet 'Say less: leave out notes and what is routine'
            cand -v 'Say more: messages in full, the answer''s headers'
            cand --verbose 'Say more: messages in full, the answer''s headers'
            cand --messages 'Print messages as they were received too'
            cand --no-time 'Leave times out'
            cand -0 'End each piece of html and raw output with NUL, not a newline'
            cand --null 'End each piece of html and raw output with NUL, not a newline'
            cand --insecure 'Accept any certificate'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'hxws;explain'= {
            cand --input 'What the file holds'
            cand --htmx 'htmx''s version [default: the page''s, else 2]'
            cand --ws-ext 'The exact version of htmx-ext-ws, such as 2.0.3 [default: the page''s, else 2.0.4]'
            cand --page 'The page, where TARGET is a socket or there is none'
            cand --url 'A file''s address [default: http://localhost/]'
            cand --socket 'The socket element, or `all` (listen only)'
            cand -o 'The format [default: human on a terminal, else json]'
            cand --output 'The format [default: human on a terminal, else json]'
            cand --color 'When to use colours'
            cand --record 'Append every event to a file, as JSON Lines'
            cand -H 'Set a header, ''Name: value''; ''Name;'' removes it'
            cand --header 'Set a header, ''Name: value''; ''Name;'' removes it'
            cand --cookie 'A cookie, name=value, beside those of the page'
            cand --origin 'Origin [default: the page''s, or the socket''s own]'
            cand --user 'Basic authentication, to page and socket'
            cand --subprotocol 'A subprotocol to ask for; may be given several times'
            cand --cacert 'Trust the certificates of this PEM file too; may be given several times'
            cand --unix-socket 'Connect to this Unix socket instead of the host'
            cand --resolve 'Use this address for a host and port, as curl does; may be given several times'
            cand --connect-timeout 'Give up connecting after this long [default: the system''s]'
            cand --max-message-size 'The largest message that is taken, in bytes or such as 10MB, 64MiB'
            cand --strict 'Fail on a warning'
            cand -q 'Say less: leave out notes and what is routine'
            cand --quiet 'Say less: leave out notes and what is routine'
            cand -v 'Say more: messages in full, the answer''s headers'
            cand --verbose 'Say more: messages in full, the answer''s headers'
            cand --messages 'Print messages as they were received too'
            cand --no-time 'Leave times out'
            cand -0 'End each piece of html and raw output with NUL, not a newline'
            cand --null 'End each piece of html and raw output with NUL, not a newline'
            cand --insecure 'Accept any certificate'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'hxws;demo'= {
            cand --listen 'Serve only, at this loopback address; port 0 takes a free one'
            cand -o 'The format [default: human on a terminal, else json]'
            cand --output 'The format [default: human on a terminal, else json]'
            cand --color 'When to use colours'
            cand --record 'Append every event to a file, as JSON Lines'
            cand --wait 'Wait for N messages [default: the answer]'
            cand --timeout 'Wait this long at most [default: 5s]'
            cand -q 'Say less: leave out notes and what is routine'
            cand --quiet 'Say less: leave out notes and what is routine'
            cand -v 'Say more: messages in full, the answer''s headers'
            cand --verbose 'Say more: messages in full, the answer''s headers'
            cand --messages 'Print messages as they were received too'
            cand --no-time 'Leave times out'
            cand -0 'End each piece of html and raw output with NUL, not a newline'
            cand --null 'End each piece of html and raw output with NUL, not a newline'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'hxws;completions'= {
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'hxws;man'= {
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'hxws;help'= {
            cand connect 'Talk to a socket at a prompt'
            cand send 'Send one message, wait for the answer, exit'
            cand listen 'Print what arrives'
            cand inspect 'List the page''s sockets and senders; open no socket'
            cand explain 'Tell what htmx would do with messages from a file'
            cand demo 'Run the embedded demo: a page, its socket, and a prompt'
            cand completions 'Print the completion script of a shell'
            cand man 'Print a man page'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'hxws;help;connect'= {
        }
        &'hxws;help;send'= {
        }
        &'hxws;help;listen'= {
        }
        &'hxws;help;inspect'= {
        }
        &'hxws;help;explain'= {
        }
        &'hxws;help;demo'= {
        }
        &'hxws;help;completions'= {
        }
        &'hxws;help;man'= {
        }
        &'hxws;help;help'= {
        }
    ]
    $completions[$command]
}
