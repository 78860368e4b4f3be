#!/usr/bin/env bash
# Contact rows a second, durable, from a CSV of 200,000 contacts with eight columns. Three runs.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
awk 'BEGIN {
    print "id,email,first_name,last_name,job_title,country,company,plan"
    for (i = 1; i <= 200000; i++)
        printf "c%06d,person%d@company%d.example,First%d,Last%d,Title %d,DE,Company %d,plan %d\n",
            i, i, i % 9000, i % 700, i % 5000, i % 40, i % 9000, i % 3
}' >"$folder/contacts.csv"
for round in 1 2 3; do
    begin=$(date +%s%N)
    build/release/baton import "$folder/contacts.csv" --data "$folder/$round" --json | cut -c1-160
    end=$(date +%s%N)
    echo "$((200000 * 1000 / ((end - begin) / 1000000))) rows/s"
done
