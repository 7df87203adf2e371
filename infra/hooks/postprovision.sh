#!/bin/sh
# After `azd provision`: switches the public site on, makes the link key where there is none, and says which secrets are missing.
# Needs the Azure CLI, signed in (az login). A key's value stands in no argument, no variable and no output.
set -eu
umask 077

: "${REFORMFLOW_VAULT:?Run this by azd, after azd provision.}"
: "${REFORMFLOW_PUBLICATIONS_ACCOUNT:?Run this by azd, after azd provision.}"
: "${REFORMFLOW_APP_ID:?Run this by azd, after azd provision.}"
command -v az >/dev/null || { echo "Install the Azure CLI and sign in with «az login»." >&2; exit 1; }

# A role that was just given takes some minutes until every service knows of it.
patiently() {
  tries=0
  until "$@"; do
    tries=$((tries + 1))
    [ "$tries" -lt 20 ] || { echo "Given up after five minutes: $1 $2 $3. Does your account have the roles that docs/azure.md lists?" >&2; return 1; }
    echo "Not yet; trying again in 15 seconds ..." >&2
    sleep 15
  done
}

echo "Switching the public site on ..."
patiently az storage blob service-properties update --account-name "$REFORMFLOW_PUBLICATIONS_ACCOUNT" --auth-mode login \
  --static-website true --index-document index.html --404-document 404.html --output none

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT HUP INT TERM
patiently az keyvault secret list --vault-name "$REFORMFLOW_VAULT" --query "[].name" --output tsv >"$work/names"
has() { grep -qx "$1" "$work/names"; }

if has link-key; then
  echo "The link key is there and stays: with another one every form link that was mailed would end."
else
  echo "Making the link key ..."
  # A file that nobody else may read, since arguments can be seen by every process of the machine.
  openssl rand -base64 32 | tr -d '\n' >"$work/link-key"
  az keyvault secret set --vault-name "$REFORMFLOW_VAULT" --name link-key --file "$work/link-key" --encoding utf-8 --output none ||
    { echo "If the vault holds a deleted link-key, get it back: az keyvault secret recover --vault-name $REFORMFLOW_VAULT --name link-key" >&2; exit 1; }
  rm -f "$work/link-key"
  # The app may have looked for it already, and looks again only after a day.
  az rest --method post --url "$REFORMFLOW_APP_ID/config/configreferences/appsettings/refresh?api-version=2022-03-01" --output none
fi

wants() {
  has "$1" && return
  echo "Missing in the vault: $1. Without it the app does not start. Put it into a file and run:"
  echo "  az keyvault secret set --vault-name $REFORMFLOW_VAULT --name $1 --file FILE --encoding utf-8 --output none"
}
case "${REFORMFLOW_MAIL_SENDER:-outbox}" in
  sendgrid) wants sendgrid-key ;;
  smtp) [ -z "${REFORMFLOW_SMTP_USER:-}" ] || wants smtp-password ;;
esac
