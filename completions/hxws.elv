
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
            cand inspect 'List the page''s sockets and senders; connects to no socket'
            cand explain 'Tell what htmx would do with messages from a file; touches no network'
            cand demo 'Run the embedded demo: a chat page with its socket, and a prompt connected to it'
            cand completions 'Print the completion script of a shell'
            cand man 'Print the man page'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'hxws;connect'= {
            cand --htmx 'htmx''s version: 2, or an exact one such as 2.0.4 [default: found from the page, else 2]'
            cand --ws-ext 'The exact version of htmx-ext-ws, such as 2.0.3 [default: found from the page, else 2.0.4]'
            cand --page 'The page that holds the socket, where TARGET is the socket itself'
            cand --url 'The address of a page from a file [default: http://localhost/]'
            cand --socket 'The socket element, where the page has several; `all` for all of them (listen)'
            cand --hx-header 'Another header'
            cand --id 'HX-Trigger: the sender''s id'
            cand --name 'HX-Trigger-Name: the sender''s name'
            cand --target 'HX-Target: the target''s id'
            cand --current-url 'HX-Current-URL: the page''s address'
            cand --prompt 'HX-Prompt'
            cand -o 'The format [default: human on a terminal, else json]'
            cand --output 'The format [default: human on a terminal, else json]'
            cand --color 'When to use colours'
            cand --record 'Append every event of the session to a file as JSON Lines'
            cand -H 'Add or replace a request header; ''Name;'' removes it'
            cand --header 'Add or replace a request header; ''Name;'' removes it'
            cand --cookie 'Cookies beside those of the page'
            cand --origin 'The origin [default: the page''s, or the socket''s own]'
            cand --user 'Basic authentication'
            cand --subprotocol 'A subprotocol to ask for; may be given several times'
            cand --cacert 'Trust the certificates of this PEM file too'
            cand --unix-socket 'Connect to this Unix socket instead of the host'
            cand --resolve 'Use this address for a host and port, as curl does'
            cand --connect-timeout 'Give up connecting after this long'
            cand --max-message-size 'The largest message that is taken'
            cand --max-retries 'Give up after this many reconnects in a row'
            cand --reconnect-delay 'The delay: `full-jitter` or a duration'
            cand --wait 'With input from a pipe: once it has ended, wait for this many messages after the last one sent'
            cand --timeout 'With input from a pipe: once it has ended, wait this long at most [default: 5s]'
            cand -q 'Say less on standard error'
            cand --quiet 'Say less on standard error'
            cand -v 'Say more; twice, still more'
            cand --verbose 'Say more; twice, still more'
            cand --messages 'Print messages as they were received too'
            cand --no-time 'Leave times out'
            cand -0 'End each piece of html and raw output with NUL, not a newline'
            cand --null 'End each piece of html and raw output with NUL, not a newline'
            cand --insecure 'Accept any certificate'
            cand --no-reconnect 'Never reconnect'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'hxws;send'= {
            cand --element 'The sender, by selector [default: the page''s only one]'
            cand --submitter 'The button that submits the form, by selector, or `none` [default: the form''s default button]'
            cand --raw 'Send this text as it is; @FILE reads it from a file, @- from standard input'
            cand --wait 'Wait for this many messages; 0 waits for none'
            cand --until 'Wait for a fragment whose target, or whose content, matches this selector'
            cand --timeout 'Wait this long at most'
            cand --htmx 'htmx''s version: 2, or an exact one such as 2.0.4 [default: found from the page, else 2]'
            cand --ws-ext 'The exact version of htmx-ext-ws, such as 2.0.3 [default: found from the page, else 2.0.4]'
            cand --page 'The page that holds the socket, where TARGET is the socket itself'
            cand --url 'The address of a page from a file [default: http://localhost/]'
            cand --socket 'The socket element, where the page has several; `all` for all of them (listen)'
            cand --hx-header 'Another header'
            cand --id 'HX-Trigger: the sender''s id'
            cand --name 'HX-Trigger-Name: the sender''s name'
            cand --target 'HX-Target: the target''s id'
            cand --current-url 'HX-Current-URL: the page''s address'
            cand --prompt 'HX-Prompt'
            cand -o 'The format [default: human on a terminal, else json]'
            cand --output 'The format [default: human on a terminal, else json]'
            cand --color 'When to use colours'
            cand --record 'Append every event of the session to a file as JSON Lines'
            cand -H 'Add or replace a request header; ''Name;'' removes it'
            cand --header 'Add or replace a request header; ''Name;'' removes it'
            cand --cookie 'Cookies beside those of the page'
            cand --origin 'The origin [default: the page''s, or the socket''s own]'
            cand --user 'Basic authentication'
            cand --subprotocol 'A subprotocol to ask for; may be given several times'
            cand --cacert 'Trust the certificates of this PEM file too'
            cand --unix-socket 'Connect to this Unix socket instead of the host'
            cand --resolve 'Use this address for a host and port, as curl does'
            cand --connect-timeout 'Give up connecting after this long'
            cand --max-message-size 'The largest message that is taken'
            cand --max-retries 'Give up after this many reconnects in a row'
            cand --reconnect-delay 'The delay: `full-jitter` or a duration'
            cand --dry-run 'Print the exact text of the message and connect to nothing'
            cand --strict 'Fail where a name is no control''s or a warning was given'
            cand -q 'Say less on standard error'
            cand --quiet 'Say less on standard error'
            cand -v 'Say more; twice, still more'
            cand --verbose 'Say more; twice, still more'
            cand --messages 'Print messages as they were received too'
            cand --no-time 'Leave times out'
            cand -0 'End each piece of html and raw output with NUL, not a newline'
            cand --null 'End each piece of html and raw output with NUL, not a newline'
            cand --insecure 'Accept any certificate'
            cand --no-reconnect 'Never reconnect'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'hxws;listen'= {
            cand --count 'End after this many messages'
            cand --until 'End with a fragment whose target, or whose content, matches this selector'
            cand --timeout 'End after this long'
            cand --htmx 'htmx''s version: 2, or an exact one such as 2.0.4 [default: found from the page, else 2]'
            cand --ws-ext 'The exact version of htmx-ext-ws, such as 2.0.3 [default: found from the page, else 2.0.4]'
            cand --page 'The page that holds the socket, where TARGET is the socket itself'
            cand --url 'The address of a page from a file [default: http://localhost/]'
            cand --socket 'The socket element, where the page has several; `all` for all of them (listen)'
            cand -o 'The format [default: human on a terminal, else json]'
            cand --output 'The format [default: human on a terminal, else json]'
            cand --color 'When to use colours'
            cand --record 'Append every event of the session to a file as JSON Lines'
            cand -H 'Add or replace a request header; ''Name;'' removes it'
            cand --header 'Add or replace a request header; ''Name;'' removes it'
            cand --cookie 'Cookies beside those of the page'
            cand --origin 'The origin [default: the page''s, or the socket''s own]'
            cand --user 'Basic authentication'
            cand --subprotocol 'A subprotocol to ask for; may be given several times'
            cand --cacert 'Trust the certificates of this PEM file too'
            cand --unix-socket 'Connect to this Unix socket instead of the host'
            cand --resolve 'Use this address for a host and port, as curl does'
            cand --connect-timeout 'Give up connecting after this long'
            cand --max-message-size 'The largest message that is taken'
            cand --max-retries 'Give up after this many reconnects in a row'
            cand --reconnect-delay 'The delay: `full-jitter` or a duration'
            cand -q 'Say less on standard error'
            cand --quiet 'Say less on standard error'
            cand -v 'Say more; twice, still more'
            cand --verbose 'Say more; twice, still more'
            cand --messages 'Print messages as they were received too'
            cand --no-time 'Leave times out'
            cand -0 'End each piece of html and raw output with NUL, not a newline'
            cand --null 'End each piece of html and raw output with NUL, not a newline'
            cand --insecure 'Accept any certificate'
            cand --no-reconnect 'Never reconnect'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'hxws;inspect'= {
            cand --htmx 'htmx''s version: 2, or an exact one such as 2.0.4 [default: found from the page, else 2]'
            cand --ws-ext 'The exact version of htmx-ext-ws, such as 2.0.3 [default: found from the page, else 2.0.4]'
            cand --page 'The page that holds the socket, where TARGET is the socket itself'
            cand --url 'The address of a page from a file [default: http://localhost/]'
            cand --socket 'The socket element, where the page has several; `all` for all of them (listen)'
            cand -o 'The format [default: human on a terminal, else json]'
            cand --output 'The format [default: human on a terminal, else json]'
            cand --color 'When to use colours'
            cand --record 'Append every event of the session to a file as JSON Lines'
            cand -H 'Add or replace a request header; ''Name;'' removes it'
            cand --header 'Add or replace a request header; ''Name;'' removes it'
            cand --cookie 'Cookies beside those of the page'
            cand --origin 'The origin [default: the page''s, or the socket''s own]'
            cand --user 'Basic authentication'
            cand --subprotocol 'A subprotocol to ask for; may be given several times'
            cand --cacert 'Trust the certificates of this PEM file too'
            cand --unix-socket 'Connect to this Unix socket instead of the host'
            cand --resolve 'Use this address for a host and port, as curl does'
            cand --connect-timeout 'Give up connecting after this long'
            cand --max-message-size 'The largest message that is taken'
            cand -q 'Say less on standard error'
            cand --quiet 'Say less on standard error'
            cand -v 'Say more; twice, still more'
            cand --verbose 'Say more; twice, still more'
            cand --messages 'Print messages as they were received too'
            cand --no-time 'Leave times out'
            cand -0 'End each piece of html and raw output with NUL, not a newline'
            cand --null 'End each piece of html and raw output with NUL, not a newline'
            cand --insecure 'Accept any certificate'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'hxws;explain'= {
            cand --input 'What the file holds: `html` is one message, `jsonl` a recording of many'
            cand --htmx 'htmx''s version: 2, or an exact one such as 2.0.4 [default: found from the page, else 2]'
            cand --ws-ext 'The exact version of htmx-ext-ws, such as 2.0.3 [default: found from the page, else 2.0.4]'
            cand --page 'The page that holds the socket, where TARGET is the socket itself'
            cand --url 'The address of a page from a file [default: http://localhost/]'
            cand --socket 'The socket element, where the page has several; `all` for all of them (listen)'
            cand -o 'The format [default: human on a terminal, else json]'
            cand --output 'The format [default: human on a terminal, else json]'
            cand --color 'When to use colours'
            cand --record 'Append every event of the session to a file as JSON Lines'
            cand -H 'Add or replace a request header; ''Name;'' removes it'
            cand --header 'Add or replace a request header; ''Name;'' removes it'
            cand --cookie 'Cookies beside those of the page'
            cand --origin 'The origin [default: the page''s, or the socket''s own]'
            cand --user 'Basic authentication'
            cand --subprotocol 'A subprotocol to ask for; may be given several times'
            cand --cacert 'Trust the certificates of this PEM file too'
            cand --unix-socket 'Connect to this Unix socket instead of the host'
            cand --resolve 'Use this address for a host and port, as curl does'
            cand --connect-timeout 'Give up connecting after this long'
            cand --max-message-size 'The largest message that is taken'
            cand --strict 'Fail where any warning was given'
            cand -q 'Say less on standard error'
            cand --quiet 'Say less on standard error'
            cand -v 'Say more; twice, still more'
            cand --verbose 'Say more; twice, still more'
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
            cand --record 'Append every event of the session to a file as JSON Lines'
            cand --wait 'With input from a pipe: once it has ended, wait for this many messages after the last one sent'
            cand --timeout 'With input from a pipe: once it has ended, wait this long at most [default: 5s]'
            cand -q 'Say less on standard error'
            cand --quiet 'Say less on standard error'
            cand -v 'Say more; twice, still more'
            cand --verbose 'Say more; twice, still more'
            cand --messages 'Print messages as they were received too'
            cand --no-time 'Leave times out'
            cand -0 'End each piece of html and raw output with NUL, not a newline'
            cand --null 'End each piece of html and raw output with NUL, not a newline'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'hxws;completions'= {
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'hxws;man'= {
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'hxws;help'= {
            cand connect 'Talk to a socket at a prompt'
            cand send 'Send one message, wait for the answer, exit'
            cand listen 'Print what arrives'
            cand inspect 'List the page''s sockets and senders; connects to no socket'
            cand explain 'Tell what htmx would do with messages from a file; touches no network'
            cand demo 'Run the embedded demo: a chat page with its socket, and a prompt connected to it'
            cand completions 'Print the completion script of a shell'
            cand man 'Print the man page'
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
