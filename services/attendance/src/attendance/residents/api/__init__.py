"""The control of compulsory education by HTTP."""
