#!/bin/sh
# java-options.sh FOLDER: prints the argument file that starts Greenlight from FOLDER.
# The class path is written out in a fixed order: a wildcard expands in the folder's order, which differs between the machine
# that trained the AOT cache and the one that uses it.
set -eu
folder=$1
path=$folder/greenlight.jar
for jar in $(cd "$folder/lib" && LC_ALL=C ls -1 -- *.jar); do
    path=$path:$folder/lib/$jar
done
# Last, because a cache fits every class path that begins with its own.
path=$path:$folder/training.jar
cat << OPTIONS
# A short-lived process: one collector thread, the quick compiler only. The launcher adds the cache of classes.
-XX:+UseSerialGC
-XX:TieredStopAtLevel=1
# The virtual machine's own warnings belong beside ours, not into what a command prints; protobuf's known one is no news to a user.
-Xlog:disable
-Xlog:all=warning:stderr
--sun-misc-unsafe-memory-access=allow
-cp $path
OPTIONS
