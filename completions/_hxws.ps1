# PowerShell completion for hxws: the program itself knows what fits, and asks no server
Register-ArgumentCompleter -Native -CommandName 'hxws' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $before = @($commandAst.CommandElements |
        Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object { $_.Extent.Text })
    $program = Get-Command -Name 'hxws' -CommandType Application -ErrorAction SilentlyContinue |
        Select-Object -First 1
    if ($null -eq $program) { return }
    $lines = @(& $program '__complete' 'powershell' "=$wordToComplete" '--' $before 2>$null)
    # where no word fits PowerShell offers files by itself
    $lines | Select-Object -Skip 1 | ForEach-Object {
        $word, $about = $_.Split("`t", 2)
        if ([string]::IsNullOrEmpty($about)) { $about = $word }
        [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $about)
    }
}
