"""The pages of the control of compulsory education: the municipality's list, and children without an enrolment."""
