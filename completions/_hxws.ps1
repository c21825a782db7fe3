
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'hxws' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'hxws'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'hxws' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('connect', 'connect', [CompletionResultType]::ParameterValue, 'Talk to a socket at a prompt')
            [CompletionResult]::new('send', 'send', [CompletionResultType]::ParameterValue, 'Send one message, wait for the answer, exit')
            [CompletionResult]::new('listen', 'listen', [CompletionResultType]::ParameterValue, 'Print what arrives')
            [CompletionResult]::new('inspect', 'inspect', [CompletionResultType]::ParameterValue, 'List the page''s sockets and senders; open no socket')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Tell what htmx would do with messages from a file')
            [CompletionResult]::new('simulate', 'simulate', [CompletionResultType]::ParameterValue, 'Play scenarios: a page, what happens to it, what is expected')
            [CompletionResult]::new('backoff', 'backoff', [CompletionResultType]::ParameterValue, 'Tell when a socket reconnects, and after how long')
            [CompletionResult]::new('demo', 'demo', [CompletionResultType]::ParameterValue, 'Run the embedded demo: a page, its socket, and a prompt')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completion script of a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print a man page')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'hxws;connect' {
            [CompletionResult]::new('--htmx', '--htmx', [CompletionResultType]::ParameterName, 'htmx''s version [default: the page''s, else 2]')
            [CompletionResult]::new('--ws-ext', '--ws-ext', [CompletionResultType]::ParameterName, 'The exact version of htmx-ext-ws, such as 2.0.3 [default: the page''s, else 2.0.4]')
            [CompletionResult]::new('--page', '--page', [CompletionResultType]::ParameterName, 'The page, where no TARGET names it')
            [CompletionResult]::new('--url', '--url', [CompletionResultType]::ParameterName, 'A file''s address [default: http://localhost/]')
            [CompletionResult]::new('--page-timeout', '--page-timeout', [CompletionResultType]::ParameterName, 'Give up fetching the page after this long [default: 30s]')
            [CompletionResult]::new('--socket', '--socket', [CompletionResultType]::ParameterName, 'The socket element, or `all` (listen only)')
            [CompletionResult]::new('--hx-header', '--hx-header', [CompletionResultType]::ParameterName, 'One more header; may be given several times')
            [CompletionResult]::new('--id', '--id', [CompletionResultType]::ParameterName, 'HX-Trigger, the sender''s id [default: null]')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'HX-Trigger-Name, the sender''s name [default: null]')
            [CompletionResult]::new('--target', '--target', [CompletionResultType]::ParameterName, 'HX-Target, the target''s id [default: null]')
            [CompletionResult]::new('--current-url', '--current-url', [CompletionResultType]::ParameterName, 'HX-Current-URL, the page''s address [default: null]')
            [CompletionResult]::new('--prompt', '--prompt', [CompletionResultType]::ParameterName, 'HX-Prompt [default: left out]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format [default: human on a terminal, else json]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format [default: human on a terminal, else json]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--record', '--record', [CompletionResultType]::ParameterName, 'Append every event to a file, as JSON Lines')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'Set a header, ''Name: value''; ''Name;'' removes it')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Set a header, ''Name: value''; ''Name;'' removes it')
            [CompletionResult]::new('--cookie', '--cookie', [CompletionResultType]::ParameterName, 'A cookie, name=value, or a file of cookies')
            [CompletionResult]::new('--cookie-jar', '--cookie-jar', [CompletionResultType]::ParameterName, 'Keep cookies in this file, in Netscape''s format')
            [CompletionResult]::new('--origin', '--origin', [CompletionResultType]::ParameterName, 'Origin [default: the page''s, or the socket''s own]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Basic authentication, to page and socket')
            [CompletionResult]::new('--subprotocol', '--subprotocol', [CompletionResultType]::ParameterName, 'A subprotocol to ask for; may be given several times')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Trust the certificates of this PEM file too; may be given several times')
            [CompletionResult]::new('--cert', '--cert', [CompletionResultType]::ParameterName, 'The client''s certificate, PEM, for servers that ask for one')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'The key of --cert, PEM [default: in the file of --cert]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Connect through this proxy [default: the environment''s]')
            [CompletionResult]::new('--unix-socket', '--unix-socket', [CompletionResultType]::ParameterName, 'Connect to this Unix socket instead of the host')
            [CompletionResult]::new('--resolve', '--resolve', [CompletionResultType]::ParameterName, 'Use this address for a host and port, as curl does; may be given several times')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Give up connecting after this long [default: the system''s]')
            [CompletionResult]::new('--max-message-size', '--max-message-size', [CompletionResultType]::ParameterName, 'The largest message that is taken, in bytes or such as 10MB, 64MiB')
            [CompletionResult]::new('--max-retries', '--max-retries', [CompletionResultType]::ParameterName, 'Give up after N reconnects in a row [default: no limit]')
            [CompletionResult]::new('--reconnect-delay', '--reconnect-delay', [CompletionResultType]::ParameterName, 'The delay: a duration, full-jitter, or a function [default: as htmx does]')
            [CompletionResult]::new('--ping-interval', '--ping-interval', [CompletionResultType]::ParameterName, 'Send a ping this often [default: --pong-timeout, else never]')
            [CompletionResult]::new('--pong-timeout', '--pong-timeout', [CompletionResultType]::ParameterName, 'Take the connection for dead when a pong is this late [default: --ping-interval]')
            [CompletionResult]::new('--on-open', '--on-open', [CompletionResultType]::ParameterName, 'Send the lines of this file after every open')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Wait for N messages [default: the answer]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Wait this long at most [default: 5s]')
            [CompletionResult]::new('--load', '--load', [CompletionResultType]::ParameterName, 'Fetch what the page fetches by itself after it was loaded')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less: leave out notes and what is routine')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less: leave out notes and what is routine')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more: messages in full, both sides of requests')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more: messages in full, both sides of requests')
            [CompletionResult]::new('--messages', '--messages', [CompletionResultType]::ParameterName, 'Print messages as they were received too')
            [CompletionResult]::new('--no-time', '--no-time', [CompletionResultType]::ParameterName, 'Leave times out')
            [CompletionResult]::new('-0', '-0', [CompletionResultType]::ParameterName, 'End each piece of html and raw output with NUL, not a newline')
            [CompletionResult]::new('--null', '--null', [CompletionResultType]::ParameterName, 'End each piece of html and raw output with NUL, not a newline')
            [CompletionResult]::new('--no-compress', '--no-compress', [CompletionResultType]::ParameterName, 'Offer no compression [default: permessage-deflate, as browsers do]')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Accept any certificate')
            [CompletionResult]::new('--no-proxy', '--no-proxy', [CompletionResultType]::ParameterName, 'Use no proxy, whatever the environment says')
            [CompletionResult]::new('--show-secrets', '--show-secrets', [CompletionResultType]::ParameterName, 'Show cookies and credentials of the handshake as they are')
            [CompletionResult]::new('--no-reconnect', '--no-reconnect', [CompletionResultType]::ParameterName, 'Never reconnect [default: as htmx does]')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hxws;send' {
            [CompletionResult]::new('--element', '--element', [CompletionResultType]::ParameterName, 'The sender [default: the only one that fits]')
            [CompletionResult]::new('--submitter', '--submitter', [CompletionResultType]::ParameterName, 'The form''s button [default: as by the Enter key]')
            [CompletionResult]::new('--raw', '--raw', [CompletionResultType]::ParameterName, 'Send this text as it is; @FILE and @- read it')
            [CompletionResult]::new('--hex', '--hex', [CompletionResultType]::ParameterName, 'Send a binary message; @FILE and @- read it')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Wait for N messages; 0 for none')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Wait for a fragment with this target or content')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Send and wait at most this long')
            [CompletionResult]::new('--htmx', '--htmx', [CompletionResultType]::ParameterName, 'htmx''s version [default: the page''s, else 2]')
            [CompletionResult]::new('--ws-ext', '--ws-ext', [CompletionResultType]::ParameterName, 'The exact version of htmx-ext-ws, such as 2.0.3 [default: the page''s, else 2.0.4]')
            [CompletionResult]::new('--page', '--page', [CompletionResultType]::ParameterName, 'The page, where no TARGET names it')
            [CompletionResult]::new('--url', '--url', [CompletionResultType]::ParameterName, 'A file''s address [default: http://localhost/]')
            [CompletionResult]::new('--page-timeout', '--page-timeout', [CompletionResultType]::ParameterName, 'Give up fetching the page after this long [default: 30s]')
            [CompletionResult]::new('--socket', '--socket', [CompletionResultType]::ParameterName, 'The socket element, or `all` (listen only)')
            [CompletionResult]::new('--hx-header', '--hx-header', [CompletionResultType]::ParameterName, 'One more header; may be given several times')
            [CompletionResult]::new('--id', '--id', [CompletionResultType]::ParameterName, 'HX-Trigger, the sender''s id [default: null]')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'HX-Trigger-Name, the sender''s name [default: null]')
            [CompletionResult]::new('--target', '--target', [CompletionResultType]::ParameterName, 'HX-Target, the target''s id [default: null]')
            [CompletionResult]::new('--current-url', '--current-url', [CompletionResultType]::ParameterName, 'HX-Current-URL, the page''s address [default: null]')
            [CompletionResult]::new('--prompt', '--prompt', [CompletionResultType]::ParameterName, 'HX-Prompt [default: left out]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format [default: human on a terminal, else json]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format [default: human on a terminal, else json]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--record', '--record', [CompletionResultType]::ParameterName, 'Append every event to a file, as JSON Lines')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'Set a header, ''Name: value''; ''Name;'' removes it')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Set a header, ''Name: value''; ''Name;'' removes it')
            [CompletionResult]::new('--cookie', '--cookie', [CompletionResultType]::ParameterName, 'A cookie, name=value, or a file of cookies')
            [CompletionResult]::new('--cookie-jar', '--cookie-jar', [CompletionResultType]::ParameterName, 'Keep cookies in this file, in Netscape''s format')
            [CompletionResult]::new('--origin', '--origin', [CompletionResultType]::ParameterName, 'Origin [default: the page''s, or the socket''s own]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Basic authentication, to page and socket')
            [CompletionResult]::new('--subprotocol', '--subprotocol', [CompletionResultType]::ParameterName, 'A subprotocol to ask for; may be given several times')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Trust the certificates of this PEM file too; may be given several times')
            [CompletionResult]::new('--cert', '--cert', [CompletionResultType]::ParameterName, 'The client''s certificate, PEM, for servers that ask for one')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'The key of --cert, PEM [default: in the file of --cert]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Connect through this proxy [default: the environment''s]')
            [CompletionResult]::new('--unix-socket', '--unix-socket', [CompletionResultType]::ParameterName, 'Connect to this Unix socket instead of the host')
            [CompletionResult]::new('--resolve', '--resolve', [CompletionResultType]::ParameterName, 'Use this address for a host and port, as curl does; may be given several times')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Give up connecting after this long [default: the system''s]')
            [CompletionResult]::new('--max-message-size', '--max-message-size', [CompletionResultType]::ParameterName, 'The largest message that is taken, in bytes or such as 10MB, 64MiB')
            [CompletionResult]::new('--max-retries', '--max-retries', [CompletionResultType]::ParameterName, 'Give up after N reconnects in a row [default: no limit]')
            [CompletionResult]::new('--reconnect-delay', '--reconnect-delay', [CompletionResultType]::ParameterName, 'The delay: a duration, full-jitter, or a function [default: as htmx does]')
            [CompletionResult]::new('--ping-interval', '--ping-interval', [CompletionResultType]::ParameterName, 'Send a ping this often [default: --pong-timeout, else never]')
            [CompletionResult]::new('--pong-timeout', '--pong-timeout', [CompletionResultType]::ParameterName, 'Take the connection for dead when a pong is this late [default: --ping-interval]')
            [CompletionResult]::new('--on-open', '--on-open', [CompletionResultType]::ParameterName, 'Send the lines of this file after every open')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print the message''s exact text; open no socket')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Fail on a warning, or a name that no control has')
            [CompletionResult]::new('--load', '--load', [CompletionResultType]::ParameterName, 'Fetch what the page fetches by itself after it was loaded')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less: leave out notes and what is routine')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less: leave out notes and what is routine')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more: messages in full, both sides of requests')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more: messages in full, both sides of requests')
            [CompletionResult]::new('--messages', '--messages', [CompletionResultType]::ParameterName, 'Print messages as they were received too')
            [CompletionResult]::new('--no-time', '--no-time', [CompletionResultType]::ParameterName, 'Leave times out')
            [CompletionResult]::new('-0', '-0', [CompletionResultType]::ParameterName, 'End each piece of html and raw output with NUL, not a newline')
            [CompletionResult]::new('--null', '--null', [CompletionResultType]::ParameterName, 'End each piece of html and raw output with NUL, not a newline')
            [CompletionResult]::new('--no-compress', '--no-compress', [CompletionResultType]::ParameterName, 'Offer no compression [default: permessage-deflate, as browsers do]')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Accept any certificate')
            [CompletionResult]::new('--no-proxy', '--no-proxy', [CompletionResultType]::ParameterName, 'Use no proxy, whatever the environment says')
            [CompletionResult]::new('--show-secrets', '--show-secrets', [CompletionResultType]::ParameterName, 'Show cookies and credentials of the handshake as they are')
            [CompletionResult]::new('--no-reconnect', '--no-reconnect', [CompletionResultType]::ParameterName, 'Never reconnect [default: as htmx does]')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hxws;listen' {
            [CompletionResult]::new('--count', '--count', [CompletionResultType]::ParameterName, 'End after N messages [default: no limit]')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'End with a fragment with this target or content')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'End after this long [default: no limit]')
            [CompletionResult]::new('--htmx', '--htmx', [CompletionResultType]::ParameterName, 'htmx''s version [default: the page''s, else 2]')
            [CompletionResult]::new('--ws-ext', '--ws-ext', [CompletionResultType]::ParameterName, 'The exact version of htmx-ext-ws, such as 2.0.3 [default: the page''s, else 2.0.4]')
            [CompletionResult]::new('--page', '--page', [CompletionResultType]::ParameterName, 'The page, where no TARGET names it')
            [CompletionResult]::new('--url', '--url', [CompletionResultType]::ParameterName, 'A file''s address [default: http://localhost/]')
            [CompletionResult]::new('--page-timeout', '--page-timeout', [CompletionResultType]::ParameterName, 'Give up fetching the page after this long [default: 30s]')
            [CompletionResult]::new('--socket', '--socket', [CompletionResultType]::ParameterName, 'The socket element, or `all` (listen only)')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format [default: human on a terminal, else json]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format [default: human on a terminal, else json]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--record', '--record', [CompletionResultType]::ParameterName, 'Append every event to a file, as JSON Lines')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'Set a header, ''Name: value''; ''Name;'' removes it')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Set a header, ''Name: value''; ''Name;'' removes it')
            [CompletionResult]::new('--cookie', '--cookie', [CompletionResultType]::ParameterName, 'A cookie, name=value, or a file of cookies')
            [CompletionResult]::new('--cookie-jar', '--cookie-jar', [CompletionResultType]::ParameterName, 'Keep cookies in this file, in Netscape''s format')
            [CompletionResult]::new('--origin', '--origin', [CompletionResultType]::ParameterName, 'Origin [default: the page''s, or the socket''s own]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Basic authentication, to page and socket')
            [CompletionResult]::new('--subprotocol', '--subprotocol', [CompletionResultType]::ParameterName, 'A subprotocol to ask for; may be given several times')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Trust the certificates of this PEM file too; may be given several times')
            [CompletionResult]::new('--cert', '--cert', [CompletionResultType]::ParameterName, 'The client''s certificate, PEM, for servers that ask for one')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'The key of --cert, PEM [default: in the file of --cert]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Connect through this proxy [default: the environment''s]')
            [CompletionResult]::new('--unix-socket', '--unix-socket', [CompletionResultType]::ParameterName, 'Connect to this Unix socket instead of the host')
            [CompletionResult]::new('--resolve', '--resolve', [CompletionResultType]::ParameterName, 'Use this address for a host and port, as curl does; may be given several times')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Give up connecting after this long [default: the system''s]')
            [CompletionResult]::new('--max-message-size', '--max-message-size', [CompletionResultType]::ParameterName, 'The largest message that is taken, in bytes or such as 10MB, 64MiB')
            [CompletionResult]::new('--max-retries', '--max-retries', [CompletionResultType]::ParameterName, 'Give up after N reconnects in a row [default: no limit]')
            [CompletionResult]::new('--reconnect-delay', '--reconnect-delay', [CompletionResultType]::ParameterName, 'The delay: a duration, full-jitter, or a function [default: as htmx does]')
            [CompletionResult]::new('--ping-interval', '--ping-interval', [CompletionResultType]::ParameterName, 'Send a ping this often [default: --pong-timeout, else never]')
            [CompletionResult]::new('--pong-timeout', '--pong-timeout', [CompletionResultType]::ParameterName, 'Take the connection for dead when a pong is this late [default: --ping-interval]')
            [CompletionResult]::new('--on-open', '--on-open', [CompletionResultType]::ParameterName, 'Send the lines of this file after every open')
            [CompletionResult]::new('--load', '--load', [CompletionResultType]::ParameterName, 'Fetch what the page fetches by itself after it was loaded')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less: leave out notes and what is routine')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less: leave out notes and what is routine')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more: messages in full, both sides of requests')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more: messages in full, both sides of requests')
            [CompletionResult]::new('--messages', '--messages', [CompletionResultType]::ParameterName, 'Print messages as they were received too')
            [CompletionResult]::new('--no-time', '--no-time', [CompletionResultType]::ParameterName, 'Leave times out')
            [CompletionResult]::new('-0', '-0', [CompletionResultType]::ParameterName, 'End each piece of html and raw output with NUL, not a newline')
            [CompletionResult]::new('--null', '--null', [CompletionResultType]::ParameterName, 'End each piece of html and raw output with NUL, not a newline')
            [CompletionResult]::new('--no-compress', '--no-compress', [CompletionResultType]::ParameterName, 'Offer no compression [default: permessage-deflate, as browsers do]')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Accept any certificate')
            [CompletionResult]::new('--no-proxy', '--no-proxy', [CompletionResultType]::ParameterName, 'Use no proxy, whatever the environment says')
            [CompletionResult]::new('--show-secrets', '--show-secrets', [CompletionResultType]::ParameterName, 'Show cookies and credentials of the handshake as they are')
            [CompletionResult]::new('--no-reconnect', '--no-reconnect', [CompletionResultType]::ParameterName, 'Never reconnect [default: as htmx does]')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hxws;inspect' {
            [CompletionResult]::new('--htmx', '--htmx', [CompletionResultType]::ParameterName, 'htmx''s version [default: the page''s, else 2]')
            [CompletionResult]::new('--ws-ext', '--ws-ext', [CompletionResultType]::ParameterName, 'The exact version of htmx-ext-ws, such as 2.0.3 [default: the page''s, else 2.0.4]')
            [CompletionResult]::new('--page', '--page', [CompletionResultType]::ParameterName, 'The page, where no TARGET names it')
            [CompletionResult]::new('--url', '--url', [CompletionResultType]::ParameterName, 'A file''s address [default: http://localhost/]')
            [CompletionResult]::new('--page-timeout', '--page-timeout', [CompletionResultType]::ParameterName, 'Give up fetching the page after this long [default: 30s]')
            [CompletionResult]::new('--socket', '--socket', [CompletionResultType]::ParameterName, 'The socket element, or `all` (listen only)')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format [default: human on a terminal, else json]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format [default: human on a terminal, else json]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--record', '--record', [CompletionResultType]::ParameterName, 'Append every event to a file, as JSON Lines')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'Set a header, ''Name: value''; ''Name;'' removes it')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Set a header, ''Name: value''; ''Name;'' removes it')
            [CompletionResult]::new('--cookie', '--cookie', [CompletionResultType]::ParameterName, 'A cookie, name=value, or a file of cookies')
            [CompletionResult]::new('--cookie-jar', '--cookie-jar', [CompletionResultType]::ParameterName, 'Keep cookies in this file, in Netscape''s format')
            [CompletionResult]::new('--origin', '--origin', [CompletionResultType]::ParameterName, 'Origin [default: the page''s, or the socket''s own]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Basic authentication, to page and socket')
            [CompletionResult]::new('--subprotocol', '--subprotocol', [CompletionResultType]::ParameterName, 'A subprotocol to ask for; may be given several times')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Trust the certificates of this PEM file too; may be given several times')
            [CompletionResult]::new('--cert', '--cert', [CompletionResultType]::ParameterName, 'The client''s certificate, PEM, for servers that ask for one')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'The key of --cert, PEM [default: in the file of --cert]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Connect through this proxy [default: the environment''s]')
            [CompletionResult]::new('--unix-socket', '--unix-socket', [CompletionResultType]::ParameterName, 'Connect to this Unix socket instead of the host')
            [CompletionResult]::new('--resolve', '--resolve', [CompletionResultType]::ParameterName, 'Use this address for a host and port, as curl does; may be given several times')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Give up connecting after this long [default: the system''s]')
            [CompletionResult]::new('--max-message-size', '--max-message-size', [CompletionResultType]::ParameterName, 'The largest message that is taken, in bytes or such as 10MB, 64MiB')
            [CompletionResult]::new('--load', '--load', [CompletionResultType]::ParameterName, 'Fetch what the page fetches by itself after it was loaded')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less: leave out notes and what is routine')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less: leave out notes and what is routine')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more: messages in full, both sides of requests')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more: messages in full, both sides of requests')
            [CompletionResult]::new('--messages', '--messages', [CompletionResultType]::ParameterName, 'Print messages as they were received too')
            [CompletionResult]::new('--no-time', '--no-time', [CompletionResultType]::ParameterName, 'Leave times out')
            [CompletionResult]::new('-0', '-0', [CompletionResultType]::ParameterName, 'End each piece of html and raw output with NUL, not a newline')
            [CompletionResult]::new('--null', '--null', [CompletionResultType]::ParameterName, 'End each piece of html and raw output with NUL, not a newline')
            [CompletionResult]::new('--no-compress', '--no-compress', [CompletionResultType]::ParameterName, 'Offer no compression [default: permessage-deflate, as browsers do]')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Accept any certificate')
            [CompletionResult]::new('--no-proxy', '--no-proxy', [CompletionResultType]::ParameterName, 'Use no proxy, whatever the environment says')
            [CompletionResult]::new('--show-secrets', '--show-secrets', [CompletionResultType]::ParameterName, 'Show cookies and credentials of the handshake as they are')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hxws;explain' {
            [CompletionResult]::new('--input', '--input', [CompletionResultType]::ParameterName, 'What the file holds')
            [CompletionResult]::new('--compare', '--compare', [CompletionResultType]::ParameterName, 'Tell where another version of htmx differs')
            [CompletionResult]::new('--htmx', '--htmx', [CompletionResultType]::ParameterName, 'htmx''s version [default: the page''s, else 2]')
            [CompletionResult]::new('--ws-ext', '--ws-ext', [CompletionResultType]::ParameterName, 'The exact version of htmx-ext-ws, such as 2.0.3 [default: the page''s, else 2.0.4]')
            [CompletionResult]::new('--page', '--page', [CompletionResultType]::ParameterName, 'The page, where no TARGET names it')
            [CompletionResult]::new('--url', '--url', [CompletionResultType]::ParameterName, 'A file''s address [default: http://localhost/]')
            [CompletionResult]::new('--page-timeout', '--page-timeout', [CompletionResultType]::ParameterName, 'Give up fetching the page after this long [default: 30s]')
            [CompletionResult]::new('--socket', '--socket', [CompletionResultType]::ParameterName, 'The socket element, or `all` (listen only)')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format [default: human on a terminal, else json]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format [default: human on a terminal, else json]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--record', '--record', [CompletionResultType]::ParameterName, 'Append every event to a file, as JSON Lines')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'Set a header, ''Name: value''; ''Name;'' removes it')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Set a header, ''Name: value''; ''Name;'' removes it')
            [CompletionResult]::new('--cookie', '--cookie', [CompletionResultType]::ParameterName, 'A cookie, name=value, or a file of cookies')
            [CompletionResult]::new('--cookie-jar', '--cookie-jar', [CompletionResultType]::ParameterName, 'Keep cookies in this file, in Netscape''s format')
            [CompletionResult]::new('--origin', '--origin', [CompletionResultType]::ParameterName, 'Origin [default: the page''s, or the socket''s own]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Basic authentication, to page and socket')
            [CompletionResult]::new('--subprotocol', '--subprotocol', [CompletionResultType]::ParameterName, 'A subprotocol to ask for; may be given several times')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Trust the certificates of this PEM file too; may be given several times')
            [CompletionResult]::new('--cert', '--cert', [CompletionResultType]::ParameterName, 'The client''s certificate, PEM, for servers that ask for one')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'The key of --cert, PEM [default: in the file of --cert]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Connect through this proxy [default: the environment''s]')
            [CompletionResult]::new('--unix-socket', '--unix-socket', [CompletionResultType]::ParameterName, 'Connect to this Unix socket instead of the host')
            [CompletionResult]::new('--resolve', '--resolve', [CompletionResultType]::ParameterName, 'Use this address for a host and port, as curl does; may be given several times')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Give up connecting after this long [default: the system''s]')
            [CompletionResult]::new('--max-message-size', '--max-message-size', [CompletionResultType]::ParameterName, 'The largest message that is taken, in bytes or such as 10MB, 64MiB')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Fail on a warning, or a difference')
            [CompletionResult]::new('--load', '--load', [CompletionResultType]::ParameterName, 'Fetch what the page fetches by itself after it was loaded')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less: leave out notes and what is routine')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less: leave out notes and what is routine')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more: messages in full, both sides of requests')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more: messages in full, both sides of requests')
            [CompletionResult]::new('--messages', '--messages', [CompletionResultType]::ParameterName, 'Print messages as they were received too')
            [CompletionResult]::new('--no-time', '--no-time', [CompletionResultType]::ParameterName, 'Leave times out')
            [CompletionResult]::new('-0', '-0', [CompletionResultType]::ParameterName, 'End each piece of html and raw output with NUL, not a newline')
            [CompletionResult]::new('--null', '--null', [CompletionResultType]::ParameterName, 'End each piece of html and raw output with NUL, not a newline')
            [CompletionResult]::new('--no-compress', '--no-compress', [CompletionResultType]::ParameterName, 'Offer no compression [default: permessage-deflate, as browsers do]')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Accept any certificate')
            [CompletionResult]::new('--no-proxy', '--no-proxy', [CompletionResultType]::ParameterName, 'Use no proxy, whatever the environment says')
            [CompletionResult]::new('--show-secrets', '--show-secrets', [CompletionResultType]::ParameterName, 'Show cookies and credentials of the handshake as they are')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hxws;simulate' {
            [CompletionResult]::new('--htmx', '--htmx', [CompletionResultType]::ParameterName, 'htmx''s version, whatever the scenarios say')
            [CompletionResult]::new('--ws-ext', '--ws-ext', [CompletionResultType]::ParameterName, 'The exact version of htmx-ext-ws, whatever the scenarios say')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format [default: human on a terminal, else json]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format [default: human on a terminal, else json]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--record', '--record', [CompletionResultType]::ParameterName, 'Append every event to a file, as JSON Lines')
            [CompletionResult]::new('--pages', '--pages', [CompletionResultType]::ParameterName, 'Print the page after every step: the body''s inner HTML')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less: leave out notes and what is routine')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less: leave out notes and what is routine')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more: messages in full, both sides of requests')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more: messages in full, both sides of requests')
            [CompletionResult]::new('--messages', '--messages', [CompletionResultType]::ParameterName, 'Print messages as they were received too')
            [CompletionResult]::new('--no-time', '--no-time', [CompletionResultType]::ParameterName, 'Leave times out')
            [CompletionResult]::new('-0', '-0', [CompletionResultType]::ParameterName, 'End each piece of html and raw output with NUL, not a newline')
            [CompletionResult]::new('--null', '--null', [CompletionResultType]::ParameterName, 'End each piece of html and raw output with NUL, not a newline')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hxws;backoff' {
            [CompletionResult]::new('--attempts', '--attempts', [CompletionResultType]::ParameterName, 'How many delays to tell')
            [CompletionResult]::new('--htmx', '--htmx', [CompletionResultType]::ParameterName, 'htmx''s version [default: the page''s, else 2]')
            [CompletionResult]::new('--ws-ext', '--ws-ext', [CompletionResultType]::ParameterName, 'The exact version of htmx-ext-ws, such as 2.0.3 [default: the page''s, else 2.0.4]')
            [CompletionResult]::new('--page', '--page', [CompletionResultType]::ParameterName, 'The page, where no TARGET names it')
            [CompletionResult]::new('--url', '--url', [CompletionResultType]::ParameterName, 'A file''s address [default: http://localhost/]')
            [CompletionResult]::new('--page-timeout', '--page-timeout', [CompletionResultType]::ParameterName, 'Give up fetching the page after this long [default: 30s]')
            [CompletionResult]::new('--socket', '--socket', [CompletionResultType]::ParameterName, 'The socket element, or `all` (listen only)')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format [default: human on a terminal, else json]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format [default: human on a terminal, else json]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--record', '--record', [CompletionResultType]::ParameterName, 'Append every event to a file, as JSON Lines')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'Set a header, ''Name: value''; ''Name;'' removes it')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Set a header, ''Name: value''; ''Name;'' removes it')
            [CompletionResult]::new('--cookie', '--cookie', [CompletionResultType]::ParameterName, 'A cookie, name=value, or a file of cookies')
            [CompletionResult]::new('--cookie-jar', '--cookie-jar', [CompletionResultType]::ParameterName, 'Keep cookies in this file, in Netscape''s format')
            [CompletionResult]::new('--origin', '--origin', [CompletionResultType]::ParameterName, 'Origin [default: the page''s, or the socket''s own]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Basic authentication, to page and socket')
            [CompletionResult]::new('--subprotocol', '--subprotocol', [CompletionResultType]::ParameterName, 'A subprotocol to ask for; may be given several times')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Trust the certificates of this PEM file too; may be given several times')
            [CompletionResult]::new('--cert', '--cert', [CompletionResultType]::ParameterName, 'The client''s certificate, PEM, for servers that ask for one')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'The key of --cert, PEM [default: in the file of --cert]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Connect through this proxy [default: the environment''s]')
            [CompletionResult]::new('--unix-socket', '--unix-socket', [CompletionResultType]::ParameterName, 'Connect to this Unix socket instead of the host')
            [CompletionResult]::new('--resolve', '--resolve', [CompletionResultType]::ParameterName, 'Use this address for a host and port, as curl does; may be given several times')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Give up connecting after this long [default: the system''s]')
            [CompletionResult]::new('--max-message-size', '--max-message-size', [CompletionResultType]::ParameterName, 'The largest message that is taken, in bytes or such as 10MB, 64MiB')
            [CompletionResult]::new('--max-retries', '--max-retries', [CompletionResultType]::ParameterName, 'Give up after N reconnects in a row [default: no limit]')
            [CompletionResult]::new('--reconnect-delay', '--reconnect-delay', [CompletionResultType]::ParameterName, 'The delay: a duration, full-jitter, or a function [default: as htmx does]')
            [CompletionResult]::new('--load', '--load', [CompletionResultType]::ParameterName, 'Fetch what the page fetches by itself after it was loaded')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less: leave out notes and what is routine')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less: leave out notes and what is routine')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more: messages in full, both sides of requests')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more: messages in full, both sides of requests')
            [CompletionResult]::new('--messages', '--messages', [CompletionResultType]::ParameterName, 'Print messages as they were received too')
            [CompletionResult]::new('--no-time', '--no-time', [CompletionResultType]::ParameterName, 'Leave times out')
            [CompletionResult]::new('-0', '-0', [CompletionResultType]::ParameterName, 'End each piece of html and raw output with NUL, not a newline')
            [CompletionResult]::new('--null', '--null', [CompletionResultType]::ParameterName, 'End each piece of html and raw output with NUL, not a newline')
            [CompletionResult]::new('--no-compress', '--no-compress', [CompletionResultType]::ParameterName, 'Offer no compression [default: permessage-deflate, as browsers do]')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Accept any certificate')
            [CompletionResult]::new('--no-proxy', '--no-proxy', [CompletionResultType]::ParameterName, 'Use no proxy, whatever the environment says')
            [CompletionResult]::new('--show-secrets', '--show-secrets', [CompletionResultType]::ParameterName, 'Show cookies and credentials of the handshake as they are')
            [CompletionResult]::new('--no-reconnect', '--no-reconnect', [CompletionResultType]::ParameterName, 'Never reconnect [default: as htmx does]')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hxws;demo' {
            [CompletionResult]::new('--listen', '--listen', [CompletionResultType]::ParameterName, 'Serve only, at this loopback address; port 0 takes a free one')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format [default: human on a terminal, else json]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format [default: human on a terminal, else json]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--record', '--record', [CompletionResultType]::ParameterName, 'Append every event to a file, as JSON Lines')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Wait for N messages [default: the answer]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Wait this long at most [default: 5s]')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less: leave out notes and what is routine')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less: leave out notes and what is routine')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more: messages in full, both sides of requests')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more: messages in full, both sides of requests')
            [CompletionResult]::new('--messages', '--messages', [CompletionResultType]::ParameterName, 'Print messages as they were received too')
            [CompletionResult]::new('--no-time', '--no-time', [CompletionResultType]::ParameterName, 'Leave times out')
            [CompletionResult]::new('-0', '-0', [CompletionResultType]::ParameterName, 'End each piece of html and raw output with NUL, not a newline')
            [CompletionResult]::new('--null', '--null', [CompletionResultType]::ParameterName, 'End each piece of html and raw output with NUL, not a newline')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hxws;completions' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hxws;man' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hxws;help' {
            [CompletionResult]::new('connect', 'connect', [CompletionResultType]::ParameterValue, 'Talk to a socket at a prompt')
            [CompletionResult]::new('send', 'send', [CompletionResultType]::ParameterValue, 'Send one message, wait for the answer, exit')
            [CompletionResult]::new('listen', 'listen', [CompletionResultType]::ParameterValue, 'Print what arrives')
            [CompletionResult]::new('inspect', 'inspect', [CompletionResultType]::ParameterValue, 'List the page''s sockets and senders; open no socket')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Tell what htmx would do with messages from a file')
            [CompletionResult]::new('simulate', 'simulate', [CompletionResultType]::ParameterValue, 'Play scenarios: a page, what happens to it, what is expected')
            [CompletionResult]::new('backoff', 'backoff', [CompletionResultType]::ParameterValue, 'Tell when a socket reconnects, and after how long')
            [CompletionResult]::new('demo', 'demo', [CompletionResultType]::ParameterValue, 'Run the embedded demo: a page, its socket, and a prompt')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completion script of a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print a man page')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'hxws;help;connect' {
            break
        }
        'hxws;help;send' {
            break
        }
        'hxws;help;listen' {
            break
        }
        'hxws;help;inspect' {
            break
        }
        'hxws;help;explain' {
            break
        }
        'hxws;help;simulate' {
            break
        }
        'hxws;help;backoff' {
            break
        }
        'hxws;help;demo' {
            break
        }
        'hxws;help;completions' {
            break
        }
        'hxws;help;man' {
            break
        }
        'hxws;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
