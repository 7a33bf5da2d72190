"""Events of sessions of consultation bodies, coming in."""
