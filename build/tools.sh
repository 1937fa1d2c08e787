# Functions the scripts beside this file share. Sourced, not run.

need_dotnet() {
  command -v dotnet >/dev/null || { echo "The .NET SDK 10 is needed: https://dotnet.microsoft.com/download" >&2; exit 1; }
  command -v node >/dev/null || { echo "Node.js 20 or later is needed to build the page of Obs.Local: https://nodejs.org" >&2; exit 1; }
  export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
}

# What tests drive for real: a browser, the aws CLI, a database server, Prometheus and strace. Where they cannot be installed, the tests that need them say so and skip.
install_test_tools() {
  local missing=()
  command -v chromium >/dev/null || missing+=(chromium)
  [ -x /usr/bin/aws ] || missing+=(awscli)
  command -v postgres >/dev/null || ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || missing+=(postgresql)
  command -v prometheus >/dev/null || missing+=(prometheus)
  command -v strace >/dev/null || missing+=(strace)
  [ "${#missing[@]}" -eq 0 ] && return
  command -v apt-get >/dev/null || { echo "Not a Debian machine: install ${missing[*]} by hand to run every test."; return; }
  local run=()
  if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null || { echo "No right to install ${missing[*]}: the tests that need them are skipped."; return; }
    run=(sudo -n)
  fi
  echo "Installing ${missing[*]} …"
  "${run[@]}" apt-get update -qq && "${run[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >/dev/null
}

# Adds up the summary lines of all test projects: "Passed! - Failed: 0, Passed: 10, Skipped: 0, Total: 10, …".
sum_of_runs() {
  awk '/(Passed|Failed|Skipped)! +- Failed:/ {
         match($0, /Failed: +[0-9]+/);  f += substr($0, RSTART + 7, RLENGTH - 7)
         match($0, /Passed: +[0-9]+/);  p += substr($0, RSTART + 7, RLENGTH - 7)
         match($0, /Skipped: +[0-9]+/); s += substr($0, RSTART + 8, RLENGTH - 8)
       }
       END { print p + 0, f + 0, s + 0 }' "$1"
}
