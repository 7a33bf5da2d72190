"""How the mail catcher of the local stack is told from a mail server that delivers."""

MAIL_CATCHER = "mailvanger.flankerend"
"""What it calls itself when a client greets it."""
