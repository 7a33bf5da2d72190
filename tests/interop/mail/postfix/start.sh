# Takes any recipient in its own domain, as a server does that does not know the mailboxes behind it.
postconf -e compatibility_level=3.6 maillog_file=/dev/stdout inet_protocols=ipv4 inet_interfaces=127.0.0.1 \
    myhostname=mx.stad.example mydestination=stad.example local_recipient_maps= alias_maps= \
    "relayhost=[127.0.0.1]:@NEXT@" smtp_dns_support_level=disabled smtpd_peername_lookup=no
postconf -M -X smtp/inet
postconf -M "@PORT@/inet=@PORT@ inet n - n - - smtpd"
exec postfix start-fg
