# Takes any recipient, and says later that a mailbox is not there.
cat > /etc/exim4/exim4.conf <<'CONF'
primary_hostname = mx.stad.example
local_interfaces = 127.0.0.1
daemon_smtp_ports = @PORT@
tls_advertise_hosts =
host_lookup =
rfc1413_hosts =
acl_smtp_rcpt = accept_all
begin acl
accept_all:
  accept
begin routers
elsewhere:
  driver = manualroute
  domains = ! stad.example
  route_list = * 127.0.0.1::@NEXT@ byname
  self = send
  transport = next
here:
  driver = accept
  check_local_user
  transport = mailbox
begin transports
next:
  driver = smtp
mailbox:
  driver = appendfile
  file = /var/mail/$local_part
begin retry
* * F,2h,15m
CONF
exec exim4 -bdf -q1m
