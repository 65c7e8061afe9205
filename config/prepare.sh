# What the run scripts share: source it with "project" and "module" set, then call prepare. Builds the module if it is missing or older
# than its sources, and sets "target".

target=$project/$module/target
stamp=$target/run.stamp

is_fresh() {
  [[ -f $stamp && -d $target/classes && -d $target/lib ]] || return 1
  local sources=("$project"/pom.xml "$project"/*/pom.xml "$project"/*/src/main)
  [[ -z $(find "${sources[@]}" -newer "$stamp" -print -quit) ]]
}

build() {
  local log=$target/run.log
  mkdir -p -- "$target"
  # Begun before the build: what is edited while it runs is built next time.
  touch -- "$stamp.new"
  rm -rf -- "$target/lib"
  echo "$module/run: building Offload, which takes up to a minute" >&2
  if ! (cd -- "$project" && mvn -B -ntp -pl "$module" -am package -Dmaven.test.skip=true 2>&1) | tee -- "$log" | show_modules >&2; then
    grep -E '^\[(ERROR|WARNING)\]' -- "$log" >&2 || cat -- "$log" >&2
    echo "$module/run: the build failed; all that it said is in $log" >&2
    exit 1
  fi
  mv -- "$stamp.new" "$stamp"
}

# Of what Maven says, how far it is.
show_modules() {
  local line module_line='Building (Offload.*[^ ]) +[^ ]+ +(\[[0-9]+/[0-9]+\])'
  while IFS= read -r line; do
    if [[ $line =~ $module_line ]]; then
      echo "$module/run: ${BASH_REMATCH[2]} ${BASH_REMATCH[1]}"
    fi
  done
}

prepare() {
  # A name outside ASCII is lost in the locale "C".
  if [[ -z ${LC_ALL:-}${LC_CTYPE:-}${LANG:-} ]]; then
    export LC_CTYPE=C.UTF-8
  fi
  is_fresh || build
}

# Sets "node_flags" to what a JVM needs to have a node of a cluster in it, by the java that is named: packages of the JDK into which Ignite
# reaches, and no warning that it does. The opens are those of "ignite.opens" in the pom.
node_flags() {
  local name
  node_flags=()
  for name in java.nio java.util java.lang java.lang.invoke java.io; do
    node_flags+=("--add-opens=java.base/$name=ALL-UNNAMED")
  done
  if [[ $(java_release "$1") -ge 24 ]]; then
    node_flags+=(--sun-misc-unsafe-memory-access=allow)
  fi
}

# The number of a java's release, from the file beside it if there is one, because asking the java itself costs a start.
java_release() {
  local path home version
  path=$(command -v -- "$1")
  home=$(dirname -- "$(dirname -- "$(readlink -f -- "$path")")")
  if [[ -f $home/release ]]; then
    version=$(sed -n 's/^JAVA_VERSION="\([^"]*\)".*/\1/p' "$home/release")
  else
    version=$("$path" -version 2>&1 | sed -n '1s/.*"\([^"]*\)".*/\1/p')
  fi
  printf '%s\n' "${version%%[.+-]*}"
}
