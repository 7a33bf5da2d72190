"""Series are set up, their sessions proposed and then fixed."""
