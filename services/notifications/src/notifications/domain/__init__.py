"""What every subject, the delivery and every channel share: notices, receivers and what may be told. Plain Python."""
