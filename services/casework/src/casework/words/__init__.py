"""Words for people, made when they are shown: what is stored are kinds and facts."""
