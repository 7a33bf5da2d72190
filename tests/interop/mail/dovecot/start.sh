# One mailbox, in a Maildir that belongs to nobody of this system.
case $(dovecot --version) in
    2.3.*) ;;
    *) echo "its settings here are those of Dovecot 2.3" && exit 77 ;;
esac
chown -R 1000:1000 /interop/Maildir
cat > /etc/dovecot/dovecot.conf <<'CONF'
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
log_path = /dev/stderr
mail_location = maildir:~/Maildir
service imap-login {
  inet_listener imap {
    port = @PORT@
  }
  inet_listener imaps {
    port = 0
  }
}
passdb {
  driver = static
  args = password=@PASSWORD@
}
userdb {
  driver = static
  args = uid=1000 gid=1000 home=/interop
}
CONF
exec dovecot -F
