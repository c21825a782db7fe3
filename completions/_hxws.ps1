
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
            [CompletionResult]::new('inspect', 'inspect', [CompletionResultType]::ParameterValue, 'List the page''s sockets and senders; connects to no socket')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Tell what htmx would do with messages from a file; touches no network')
            [CompletionResult]::new('demo', 'demo', [CompletionResultType]::ParameterValue, 'Run the embedded demo: a chat page with its socket, and a prompt connected to it')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completion script of a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the man page')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'hxws;connect' {
            [CompletionResult]::new('--htmx', '--htmx', [CompletionResultType]::ParameterName, 'htmx''s version: 2, or an exact one such as 2.0.4 [default: found from the page, else 2]')
            [CompletionResult]::new('--ws-ext', '--ws-ext', [CompletionResultType]::ParameterName, 'The exact version of htmx-ext-ws, such as 2.0.3 [default: found from the page, else 2.0.4]')
            [CompletionResult]::new('--page', '--page', [CompletionResultType]::ParameterName, 'The page that holds the socket, where TARGET is the socket itself')
            [CompletionResult]::new('--url', '--url', [CompletionResultType]::ParameterName, 'The address of a page from a file [default: http://localhost/]')
            [CompletionResult]::new('--socket', '--socket', [CompletionResultType]::ParameterName, 'The socket element, where the page has several; `all` for all of them (listen)')
            [CompletionResult]::new('--hx-header', '--hx-header', [CompletionResultType]::ParameterName, 'Another header')
            [CompletionResult]::new('--id', '--id', [CompletionResultType]::ParameterName, 'HX-Trigger: the sender''s id')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'HX-Trigger-Name: the sender''s name')
            [CompletionResult]::new('--target', '--target', [CompletionResultType]::ParameterName, 'HX-Target: the target''s id')
            [CompletionResult]::new('--current-url', '--current-url', [CompletionResultType]::ParameterName, 'HX-Current-URL: the page''s address')
            [CompletionResult]::new('--prompt', '--prompt', [CompletionResultType]::ParameterName, 'HX-Prompt')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format [default: human on a terminal, else json]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format [default: human on a terminal, else json]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--record', '--record', [CompletionResultType]::ParameterName, 'Append every event of the session to a file as JSON Lines')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'Add or replace a request header; ''Name;'' removes it')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Add or replace a request header; ''Name;'' removes it')
            [CompletionResult]::new('--cookie', '--cookie', [CompletionResultType]::ParameterName, 'Cookies beside those of the page')
            [CompletionResult]::new('--origin', '--origin', [CompletionResultType]::ParameterName, 'The origin [default: the page''s, or the socket''s own]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Basic authentication')
            [CompletionResult]::new('--subprotocol', '--subprotocol', [CompletionResultType]::ParameterName, 'A subprotocol to ask for; may be given several times')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Trust the certificates of this PEM file too')
            [CompletionResult]::new('--unix-socket', '--unix-socket', [CompletionResultType]::ParameterName, 'Connect to this Unix socket instead of the host')
            [CompletionResult]::new('--resolve', '--resolve', [CompletionResultType]::ParameterName, 'Use this address for a host and port, as curl does')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Give up connecting after this long')
            [CompletionResult]::new('--max-message-size', '--max-message-size', [CompletionResultType]::ParameterName, 'The largest message that is taken')
            [CompletionResult]::new('--max-retries', '--max-retries', [CompletionResultType]::ParameterName, 'Give up after this many reconnects in a row')
            [CompletionResult]::new('--reconnect-delay', '--reconnect-delay', [CompletionResultType]::ParameterName, 'The delay: `full-jitter` or a duration')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'With input from a pipe: once it has ended, wait for this many messages after the last one sent')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'With input from a pipe: once it has ended, wait this long at most [default: 5s]')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less on standard error')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more; twice, still more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice, still more')
            [CompletionResult]::new('--messages', '--messages', [CompletionResultType]::ParameterName, 'Print messages as they were received too')
            [CompletionResult]::new('--no-time', '--no-time', [CompletionResultType]::ParameterName, 'Leave times out')
            [CompletionResult]::new('-0', '-0', [CompletionResultType]::ParameterName, 'End each piece of html and raw output with NUL, not a newline')
            [CompletionResult]::new('--null', '--null', [CompletionResultType]::ParameterName, 'End each piece of html and raw output with NUL, not a newline')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Accept any certificate')
            [CompletionResult]::new('--no-reconnect', '--no-reconnect', [CompletionResultType]::ParameterName, 'Never reconnect')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hxws;send' {
            [CompletionResult]::new('--element', '--element', [CompletionResultType]::ParameterName, 'The sender, by selector [default: the page''s only one]')
            [CompletionResult]::new('--submitter', '--submitter', [CompletionResultType]::ParameterName, 'The button that submits the form, by selector, or `none` [default: the form''s default button]')
            [CompletionResult]::new('--raw', '--raw', [CompletionResultType]::ParameterName, 'Send this text as it is; @FILE reads it from a file, @- from standard input')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Wait for this many messages; 0 waits for none')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Wait for a fragment whose target, or whose content, matches this selector')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Wait this long at most')
            [CompletionResult]::new('--htmx', '--htmx', [CompletionResultType]::ParameterName, 'htmx''s version: 2, or an exact one such as 2.0.4 [default: found from the page, else 2]')
            [CompletionResult]::new('--ws-ext', '--ws-ext', [CompletionResultType]::ParameterName, 'The exact version of htmx-ext-ws, such as 2.0.3 [default: found from the page, else 2.0.4]')
            [CompletionResult]::new('--page', '--page', [CompletionResultType]::ParameterName, 'The page that holds the socket, where TARGET is the socket itself')
            [CompletionResult]::new('--url', '--url', [CompletionResultType]::ParameterName, 'The address of a page from a file [default: http://localhost/]')
            [CompletionResult]::new('--socket', '--socket', [CompletionResultType]::ParameterName, 'The socket element, where the page has several; `all` for all of them (listen)')
            [CompletionResult]::new('--hx-header', '--hx-header', [CompletionResultType]::ParameterName, 'Another header')
            [CompletionResult]::new('--id', '--id', [CompletionResultType]::ParameterName, 'HX-Trigger: the sender''s id')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'HX-Trigger-Name: the sender''s name')
            [CompletionResult]::new('--target', '--target', [CompletionResultType]::ParameterName, 'HX-Target: the target''s id')
            [CompletionResult]::new('--current-url', '--current-url', [CompletionResultType]::ParameterName, 'HX-Current-URL: the page''s address')
            [CompletionResult]::new('--prompt', '--prompt', [CompletionResultType]::ParameterName, 'HX-Prompt')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format [default: human on a terminal, else json]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format [default: human on a terminal, else json]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--record', '--record', [CompletionResultType]::ParameterName, 'Append every event of the session to a file as JSON Lines')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'Add or replace a request header; ''Name;'' removes it')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Add or replace a request header; ''Name;'' removes it')
            [CompletionResult]::new('--cookie', '--cookie', [CompletionResultType]::ParameterName, 'Cookies beside those of the page')
            [CompletionResult]::new('--origin', '--origin', [CompletionResultType]::ParameterName, 'The origin [default: the page''s, or the socket''s own]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Basic authentication')
            [CompletionResult]::new('--subprotocol', '--subprotocol', [CompletionResultType]::ParameterName, 'A subprotocol to ask for; may be given several times')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Trust the certificates of this PEM file too')
            [CompletionResult]::new('--unix-socket', '--unix-socket', [CompletionResultType]::ParameterName, 'Connect to this Unix socket instead of the host')
            [CompletionResult]::new('--resolve', '--resolve', [CompletionResultType]::ParameterName, 'Use this address for a host and port, as curl does')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Give up connecting after this long')
            [CompletionResult]::new('--max-message-size', '--max-message-size', [CompletionResultType]::ParameterName, 'The largest message that is taken')
            [CompletionResult]::new('--max-retries', '--max-retries', [CompletionResultType]::ParameterName, 'Give up after this many reconnects in a row')
            [CompletionResult]::new('--reconnect-delay', '--reconnect-delay', [CompletionResultType]::ParameterName, 'The delay: `full-jitter` or a duration')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print the exact text of the message and connect to nothing')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Fail where a name is no control''s or a warning was given')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less on standard error')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more; twice, still more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice, still more')
            [CompletionResult]::new('--messages', '--messages', [CompletionResultType]::ParameterName, 'Print messages as they were received too')
            [CompletionResult]::new('--no-time', '--no-time', [CompletionResultType]::ParameterName, 'Leave times out')
            [CompletionResult]::new('-0', '-0', [CompletionResultType]::ParameterName, 'End each piece of html and raw output with NUL, not a newline')
            [CompletionResult]::new('--null', '--null', [CompletionResultType]::ParameterName, 'End each piece of html and raw output with NUL, not a newline')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Accept any certificate')
            [CompletionResult]::new('--no-reconnect', '--no-reconnect', [CompletionResultType]::ParameterName, 'Never reconnect')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hxws;listen' {
            [CompletionResult]::new('--count', '--count', [CompletionResultType]::ParameterName, 'End after this many messages')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'End with a fragment whose target, or whose content, matches this selector')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'End after this long')
            [CompletionResult]::new('--htmx', '--htmx', [CompletionResultType]::ParameterName, 'htmx''s version: 2, or an exact one such as 2.0.4 [default: found from the page, else 2]')
            [CompletionResult]::new('--ws-ext', '--ws-ext', [CompletionResultType]::ParameterName, 'The exact version of htmx-ext-ws, such as 2.0.3 [default: found from the page, else 2.0.4]')
            [CompletionResult]::new('--page', '--page', [CompletionResultType]::ParameterName, 'The page that holds the socket, where TARGET is the socket itself')
            [CompletionResult]::new('--url', '--url', [CompletionResultType]::ParameterName, 'The address of a page from a file [default: http://localhost/]')
            [CompletionResult]::new('--socket', '--socket', [CompletionResultType]::ParameterName, 'The socket element, where the page has several; `all` for all of them (listen)')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format [default: human on a terminal, else json]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format [default: human on a terminal, else json]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--record', '--record', [CompletionResultType]::ParameterName, 'Append every event of the session to a file as JSON Lines')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'Add or replace a request header; ''Name;'' removes it')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Add or replace a request header; ''Name;'' removes it')
            [CompletionResult]::new('--cookie', '--cookie', [CompletionResultType]::ParameterName, 'Cookies beside those of the page')
            [CompletionResult]::new('--origin', '--origin', [CompletionResultType]::ParameterName, 'The origin [default: the page''s, or the socket''s own]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Basic authentication')
            [CompletionResult]::new('--subprotocol', '--subprotocol', [CompletionResultType]::ParameterName, 'A subprotocol to ask for; may be given several times')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Trust the certificates of this PEM file too')
            [CompletionResult]::new('--unix-socket', '--unix-socket', [CompletionResultType]::ParameterName, 'Connect to this Unix socket instead of the host')
            [CompletionResult]::new('--resolve', '--resolve', [CompletionResultType]::ParameterName, 'Use this address for a host and port, as curl does')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Give up connecting after this long')
            [CompletionResult]::new('--max-message-size', '--max-message-size', [CompletionResultType]::ParameterName, 'The largest message that is taken')
            [CompletionResult]::new('--max-retries', '--max-retries', [CompletionResultType]::ParameterName, 'Give up after this many reconnects in a row')
            [CompletionResult]::new('--reconnect-delay', '--reconnect-delay', [CompletionResultType]::ParameterName, 'The delay: `full-jitter` or a duration')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less on standard error')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more; twice, still more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice, still more')
            [CompletionResult]::new('--messages', '--messages', [CompletionResultType]::ParameterName, 'Print messages as they were received too')
            [CompletionResult]::new('--no-time', '--no-time', [CompletionResultType]::ParameterName, 'Leave times out')
            [CompletionResult]::new('-0', '-0', [CompletionResultType]::ParameterName, 'End each piece of html and raw output with NUL, not a newline')
            [CompletionResult]::new('--null', '--null', [CompletionResultType]::ParameterName, 'End each piece of html and raw output with NUL, not a newline')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Accept any certificate')
            [CompletionResult]::new('--no-reconnect', '--no-reconnect', [CompletionResultType]::ParameterName, 'Never reconnect')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hxws;inspect' {
            [CompletionResult]::new('--htmx', '--htmx', [CompletionResultType]::ParameterName, 'htmx''s version: 2, or an exact one such as 2.0.4 [default: found from the page, else 2]')
            [CompletionResult]::new('--ws-ext', '--ws-ext', [CompletionResultType]::ParameterName, 'The exact version of htmx-ext-ws, such as 2.0.3 [default: found from the page, else 2.0.4]')
            [CompletionResult]::new('--page', '--page', [CompletionResultType]::ParameterName, 'The page that holds the socket, where TARGET is the socket itself')
            [CompletionResult]::new('--url', '--url', [CompletionResultType]::ParameterName, 'The address of a page from a file [default: http://localhost/]')
            [CompletionResult]::new('--socket', '--socket', [CompletionResultType]::ParameterName, 'The socket element, where the page has several; `all` for all of them (listen)')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format [default: human on a terminal, else json]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format [default: human on a terminal, else json]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--record', '--record', [CompletionResultType]::ParameterName, 'Append every event of the session to a file as JSON Lines')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'Add or replace a request header; ''Name;'' removes it')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Add or replace a request header; ''Name;'' removes it')
            [CompletionResult]::new('--cookie', '--cookie', [CompletionResultType]::ParameterName, 'Cookies beside those of the page')
            [CompletionResult]::new('--origin', '--origin', [CompletionResultType]::ParameterName, 'The origin [default: the page''s, or the socket''s own]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Basic authentication')
            [CompletionResult]::new('--subprotocol', '--subprotocol', [CompletionResultType]::ParameterName, 'A subprotocol to ask for; may be given several times')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Trust the certificates of this PEM file too')
            [CompletionResult]::new('--unix-socket', '--unix-socket', [CompletionResultType]::ParameterName, 'Connect to this Unix socket instead of the host')
            [CompletionResult]::new('--resolve', '--resolve', [CompletionResultType]::ParameterName, 'Use this address for a host and port, as curl does')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Give up connecting after this long')
            [CompletionResult]::new('--max-message-size', '--max-message-size', [CompletionResultType]::ParameterName, 'The largest message that is taken')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less on standard error')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more; twice, still more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice, still more')
            [CompletionResult]::new('--messages', '--messages', [CompletionResultType]::ParameterName, 'Print messages as they were received too')
            [CompletionResult]::new('--no-time', '--no-time', [CompletionResultType]::ParameterName, 'Leave times out')
            [CompletionResult]::new('-0', '-0', [CompletionResultType]::ParameterName, 'End each piece of html and raw output with NUL, not a newline')
            [CompletionResult]::new('--null', '--null', [CompletionResultType]::ParameterName, 'End each piece of html and raw output with NUL, not a newline')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Accept any certificate')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hxws;explain' {
            [CompletionResult]::new('--input', '--input', [CompletionResultType]::ParameterName, 'What the file holds: `html` is one message, `jsonl` a recording of many')
            [CompletionResult]::new('--htmx', '--htmx', [CompletionResultType]::ParameterName, 'htmx''s version: 2, or an exact one such as 2.0.4 [default: found from the page, else 2]')
            [CompletionResult]::new('--ws-ext', '--ws-ext', [CompletionResultType]::ParameterName, 'The exact version of htmx-ext-ws, such as 2.0.3 [default: found from the page, else 2.0.4]')
            [CompletionResult]::new('--page', '--page', [CompletionResultType]::ParameterName, 'The page that holds the socket, where TARGET is the socket itself')
            [CompletionResult]::new('--url', '--url', [CompletionResultType]::ParameterName, 'The address of a page from a file [default: http://localhost/]')
            [CompletionResult]::new('--socket', '--socket', [CompletionResultType]::ParameterName, 'The socket element, where the page has several; `all` for all of them (listen)')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format [default: human on a terminal, else json]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format [default: human on a terminal, else json]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--record', '--record', [CompletionResultType]::ParameterName, 'Append every event of the session to a file as JSON Lines')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'Add or replace a request header; ''Name;'' removes it')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Add or replace a request header; ''Name;'' removes it')
            [CompletionResult]::new('--cookie', '--cookie', [CompletionResultType]::ParameterName, 'Cookies beside those of the page')
            [CompletionResult]::new('--origin', '--origin', [CompletionResultType]::ParameterName, 'The origin [default: the page''s, or the socket''s own]')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Basic authentication')
            [CompletionResult]::new('--subprotocol', '--subprotocol', [CompletionResultType]::ParameterName, 'A subprotocol to ask for; may be given several times')
            [CompletionResult]::new('--cacert', '--cacert', [CompletionResultType]::ParameterName, 'Trust the certificates of this PEM file too')
            [CompletionResult]::new('--unix-socket', '--unix-socket', [CompletionResultType]::ParameterName, 'Connect to this Unix socket instead of the host')
            [CompletionResult]::new('--resolve', '--resolve', [CompletionResultType]::ParameterName, 'Use this address for a host and port, as curl does')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Give up connecting after this long')
            [CompletionResult]::new('--max-message-size', '--max-message-size', [CompletionResultType]::ParameterName, 'The largest message that is taken')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Fail where any warning was given')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less on standard error')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more; twice, still more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice, still more')
            [CompletionResult]::new('--messages', '--messages', [CompletionResultType]::ParameterName, 'Print messages as they were received too')
            [CompletionResult]::new('--no-time', '--no-time', [CompletionResultType]::ParameterName, 'Leave times out')
            [CompletionResult]::new('-0', '-0', [CompletionResultType]::ParameterName, 'End each piece of html and raw output with NUL, not a newline')
            [CompletionResult]::new('--null', '--null', [CompletionResultType]::ParameterName, 'End each piece of html and raw output with NUL, not a newline')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Accept any certificate')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hxws;demo' {
            [CompletionResult]::new('--listen', '--listen', [CompletionResultType]::ParameterName, 'Serve only, at this loopback address; port 0 takes a free one')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format [default: human on a terminal, else json]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format [default: human on a terminal, else json]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--record', '--record', [CompletionResultType]::ParameterName, 'Append every event of the session to a file as JSON Lines')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'With input from a pipe: once it has ended, wait for this many messages after the last one sent')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'With input from a pipe: once it has ended, wait this long at most [default: 5s]')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say less on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say less on standard error')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more; twice, still more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice, still more')
            [CompletionResult]::new('--messages', '--messages', [CompletionResultType]::ParameterName, 'Print messages as they were received too')
            [CompletionResult]::new('--no-time', '--no-time', [CompletionResultType]::ParameterName, 'Leave times out')
            [CompletionResult]::new('-0', '-0', [CompletionResultType]::ParameterName, 'End each piece of html and raw output with NUL, not a newline')
            [CompletionResult]::new('--null', '--null', [CompletionResultType]::ParameterName, 'End each piece of html and raw output with NUL, not a newline')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'hxws;completions' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'hxws;man' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'hxws;help' {
            [CompletionResult]::new('connect', 'connect', [CompletionResultType]::ParameterValue, 'Talk to a socket at a prompt')
            [CompletionResult]::new('send', 'send', [CompletionResultType]::ParameterValue, 'Send one message, wait for the answer, exit')
            [CompletionResult]::new('listen', 'listen', [CompletionResultType]::ParameterValue, 'Print what arrives')
            [CompletionResult]::new('inspect', 'inspect', [CompletionResultType]::ParameterValue, 'List the page''s sockets and senders; connects to no socket')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Tell what htmx would do with messages from a file; touches no network')
            [CompletionResult]::new('demo', 'demo', [CompletionResultType]::ParameterValue, 'Run the embedded demo: a chat page with its socket, and a prompt connected to it')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completion script of a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the man page')
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
