"""A letter of a notice, with invented people."""

from notifications.domain.directory import PostalAddress

POST = PostalAddress("CLB De Kring", "Kringstraat 3", "3500", "Hasselt")
