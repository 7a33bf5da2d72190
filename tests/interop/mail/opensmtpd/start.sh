# Knows who has a mailbox here, and refuses others at once.
cat > /etc/smtpd.conf <<'CONF'
listen on 127.0.0.1 port @PORT@ hostname mx.stad.example
action "here" maildir
action "next" relay host "smtp://127.0.0.1:@NEXT@"
match from any for domain "stad.example" action "here"
match from any for any action "next"
CONF
exec smtpd -d
