"""Problematic absences (*spijbeldossier*): a case rests on levels of problematic half days."""
