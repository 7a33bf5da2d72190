#!/usr/bin/env bash
# google-libphonenumber 3.2.47 and libphonenumber-js 1.13.16 (both npm): a remark behind a number is read as digits.
#
# Guess: a Belgian number with a remark, as people type it, is refused by both, or both read the number and pass over
# the remark.
# What they do: "0470/12.34.56 (mama)" is +32470123456 to the one, valid; the other turns the letters into the digits
# of a telephone's keys and answers +324701234566262. It parses without an error, is not valid, and is formatted as
# +32 4701234566262. So does "016 32 10 00 tst. 12" (extension 12, in Dutch), which libphonenumber-js does not read at
# all; "x12" is an extension to both. Who stores what was parsed has lost the number: ask isValidNumber first.
# phonenumbers 9.0.43 for Python does as google-libphonenumber.
# Output seen: "+32470123456 +324701234566262", "undefined +321632100087812". Exits 0 while this is so.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund google-libphonenumber@3.2.47 libphonenumber-js@1.13.16 >/dev/null
node -e '
const {PhoneNumberUtil, PhoneNumberFormat} = require("google-libphonenumber");
const {parsePhoneNumberFromString} = require("libphonenumber-js/max");
const util = PhoneNumberUtil.getInstance();
const read = (text) => {
  const theirs = parsePhoneNumberFromString(text, "BE");
  return (theirs ? theirs.number : "undefined") + " " + util.format(util.parse(text, "BE"), PhoneNumberFormat.E164);
};
const seen = [read("0470/12.34.56 (mama)"), read("016 32 10 00 tst. 12")];
console.log(seen.join("; "));
process.exit(seen[0] === "+32470123456 +324701234566262" && seen[1] === "undefined +321632100087812" ? 0 : 1);
'
