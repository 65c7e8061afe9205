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
  mkdir -p -- "$target"
  # Begun before the build: what is edited while it runs is built next time.
  touch -- "$stamp.new"
  rm -rf -- "$target/lib"
  local output
  if ! output=$(cd -- "$project" && mvn -q -pl "$module" -am package -Dmaven.test.skip=true -Dmaven.javadoc.skip=true \
      -Dmaven.source.skip=true 2>&1); then
    printf '%s\n' "$output" >&2
    echo "$module/run: the build failed" >&2
    exit 1
  fi
  mv -- "$stamp.new" "$stamp"
}

prepare() {
  # A name outside ASCII is lost in the locale "C".
  if [[ -z ${LC_ALL:-}${LC_CTYPE:-}${LANG:-} ]]; then
    export LC_CTYPE=C.UTF-8
  fi
  is_fresh || build
}
