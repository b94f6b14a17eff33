"""Identities in a text: where they are, and the text without them.

A text is about a code, « Érable-27 ». When what a member saves looks like it holds an identity,
the application shows where, and the writer masks it or keeps it: nothing is refused, so that a
doubt is better shown than passed over.

identité: what tells who somebody is (`Sorte`): a name, an address, a number, a date of birth
forme: a text as the search reads it, plain: no accents, single spaces
passage: a place in the plain form of a text
trouvaille: an identité in the text as written, with the words around it
masque: what is put in the place of an identité
code: the pseudonym of a situation, drawn at random
"""
