"""The pages of the table: one query when all of it fits on the first."""

from functools import cached_property

from django.core.paginator import Paginator


class PagesCourtes(Paginator):
    """Counts the rows only when there are more than one page of them."""

    @cached_property
    def count(self) -> int:
        first = list(self.object_list[: self.per_page + 1])
        if len(first) > self.per_page:
            return super().count
        self.object_list = first
        return len(first)
