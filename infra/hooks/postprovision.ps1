# After `azd provision`: switches the public site on, makes the link key where there is none, and says which secrets are missing.
# Needs the Azure CLI, signed in (az login). A key's value stands in no argument and no output. It does what postprovision.sh does.
$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3

foreach ($name in 'REFORMFLOW_VAULT', 'REFORMFLOW_PUBLICATIONS_ACCOUNT', 'REFORMFLOW_APP_ID') {
  if (-not [Environment]::GetEnvironmentVariable($name)) { throw "$name is missing. Run this by azd, after azd provision." }
}
if (-not (Get-Command az -ErrorAction SilentlyContinue)) { throw 'Install the Azure CLI and sign in with «az login».' }

# A role that was just given takes some minutes until every service knows of it.
function Invoke-Patiently([string[]] $arguments) {
  for ($try = 1; $try -le 20; $try++) {
    $answer = & az @arguments
    if ($LASTEXITCODE -eq 0) { return $answer }
    if ($try -lt 20) {
      Write-Host 'Not yet; trying again in 15 seconds ...'
      Start-Sleep -Seconds 15
    }
  }
  throw "Given up after five minutes: az $($arguments[0..2] -join ' '). Does your account have the roles that docs/azure.md lists?"
}

Write-Host 'Switching the public site on ...'
Invoke-Patiently @('storage', 'blob', 'service-properties', 'update', '--account-name', $env:REFORMFLOW_PUBLICATIONS_ACCOUNT, '--auth-mode', 'login',
  '--static-website', 'true', '--index-document', 'index.html', '--404-document', '404.html', '--output', 'none') | Out-Null

$names = @(Invoke-Patiently @('keyvault', 'secret', 'list', '--vault-name', $env:REFORMFLOW_VAULT, '--query', '[].name', '--output', 'tsv'))

if ($names -contains 'link-key') {
  Write-Host 'The link key is there and stays: with another one every form link that was mailed would end.'
}
else {
  Write-Host 'Making the link key ...'
  # A file in the user's own folder, since arguments can be seen by every process of the machine.
  $file = Join-Path ([IO.Path]::GetTempPath()) ([IO.Path]::GetRandomFileName())
  try {
    $bytes = [byte[]]::new(32)
    [Security.Cryptography.RandomNumberGenerator]::Fill($bytes)
    [IO.File]::WriteAllText($file, [Convert]::ToBase64String($bytes))
    & az keyvault secret set --vault-name $env:REFORMFLOW_VAULT --name link-key --file $file --encoding utf-8 --output none
    if ($LASTEXITCODE -ne 0) { throw "The link key was not stored. If the vault holds a deleted one, get it back: az keyvault secret recover --vault-name $env:REFORMFLOW_VAULT --name link-key" }
  }
  finally {
    Remove-Item $file -Force -ErrorAction SilentlyContinue
  }
  # The app may have looked for it already, and looks again only after a day.
  & az rest --method post --url "$env:REFORMFLOW_APP_ID/config/configreferences/appsettings/refresh?api-version=2022-03-01" --output none
  if ($LASTEXITCODE -ne 0) { throw 'The app was not told of its new key. Restart it in the portal.' }
}

$wanted = switch ($env:REFORMFLOW_MAIL_SENDER) {
  'sendgrid' { 'sendgrid-key' }
  'smtp' { if ($env:REFORMFLOW_SMTP_USER) { 'smtp-password' } }
}
if ($wanted -and $names -notcontains $wanted) {
  Write-Host "Missing in the vault: $wanted. Without it the app does not start. Put it into a file and run:"
  Write-Host "  az keyvault secret set --vault-name $env:REFORMFLOW_VAULT --name $wanted --file FILE --encoding utf-8 --output none"
}
