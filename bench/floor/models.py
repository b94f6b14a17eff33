from django.conf import settings
from django.db import models


class Section(models.Model):
    title = models.CharField(max_length=200)

    class Meta:
        permissions = [("read_section", "read"), ("write_section", "write")]

    def __str__(self) -> str:
        return self.title


class Article(models.Model):
    section = models.ForeignKey(Section, models.CASCADE)
    title = models.CharField(max_length=200)
    status = models.CharField(max_length=20, default="open")
    created = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.title


class Entry(models.Model):
    article = models.ForeignKey(Article, models.CASCADE)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    created = models.DateTimeField(auto_now_add=True)
    body = models.TextField()

    def __str__(self) -> str:
        return str(self.pk)


class Event(models.Model):
    section = models.ForeignKey(Section, models.CASCADE)
    title = models.CharField(max_length=200)
    start = models.DateTimeField()
    minutes = models.IntegerField(default=60)

    class Meta:
        indexes = [models.Index(fields=["section", "start"])]

    def __str__(self) -> str:
        return self.title
