"""Django's `url`, whose addresses have a form that is known."""

from django import template
from django.template import defaulttags
from django.utils.html import conditional_escape

from rubriques.adresses import address

register = template.Library()


class AddressNode(defaulttags.URLNode):
    def render(self, context):
        if self.kwargs or self.asvar:
            return super().render(context)
        args = [arg.resolve(context) for arg in self.args]
        said = address(self.view_name.resolve(context), *args)
        return conditional_escape(said) if context.autoescape else said


@register.tag
def url(parser, token):
    node = defaulttags.url(parser, token)
    return AddressNode(node.view_name, node.args, node.kwargs, node.asvar)
