"""The municipality's contribution to a *zorgwekkend dossier*."""
