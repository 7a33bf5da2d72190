"""What people do with consultation bodies, one module each."""
