"""A text as a browser would find it."""

from html.parser import HTMLParser

from hypothesis import strategies as st


class Page(HTMLParser):
    """What a browser would find in a text: its tags, their attributes, its comments, its words."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.others, self.words = [], [], [], ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_data(self, data):
        self.words += data

    def handle_comment(self, data):
        self.others.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


ANY_TEXT = st.text(max_size=200)
