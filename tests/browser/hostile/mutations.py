"""What a browser changes as it reads: mutations, and names that clobber the page’s own."""

from tests.browser.hostile.parts import ELSEWHERE, IMAGE, RUN, SCRIPT, joined

# Harmless when parsed once, harmful when parsed again: one reads text where the other reads tags.
RAW_TAGS = """noscript style xmp title textarea iframe noembed noframes plaintext script template
    select option listing""".split()
FOREIGN = "style title desc mtext script xmp textarea noscript p b table".split()
HTML_POINTS = {
    "svg": ["foreignObject", "desc", "title"],
    "math": ["mi", "mo", "mn", "ms", "mtext", "annotation-xml encoding=text/html"],
}
COMMENTS = [
    f"<!-->{IMAGE}-->",
    f"<!--->{IMAGE}-->",
    f"<!-- --!>{IMAGE}-->",
    f"<!-- ->{IMAGE}-->",
    f"<!----!><!-- -- >{IMAGE}",
    f"<!-{IMAGE}->",
    f"<!x>{IMAGE}",
    f"<!--[if gte IE 4]>{SCRIPT}<![endif]-->",
    f"<![if true]>{SCRIPT}<![endif]>",
    f"<?x>{IMAGE}?>",
    f"<?xml-stylesheet href='javascript:{RUN}'?>",
    f"<?import namespace=t implementation='{ELSEWHERE}'>",
    f"<?php echo '{SCRIPT}' ?>",
    f"</ x>{IMAGE}",
    f"</><!>{IMAGE}",
    f"<![CDATA[>{IMAGE}]]>",
    f"<![CDATA[{SCRIPT}]]>",
    f"<!DOCTYPE html [<!ENTITY x '{IMAGE}'>]>&x;",
    f"<!ELEMENT{IMAGE}",
    f"<comment>{IMAGE}</comment>",
    f"<!-- {'-' * 60}>{IMAGE}",
    f"<%{IMAGE}%><#{IMAGE}#>",
]
MUTATIONS = [
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'></noscript>",
    f"<math><mtext><table><mglyph><style><!--</style><p id='--&gt;&lt;img src onerror={RUN}&gt;'>",
    f"<svg></p><style><a id='</style><img src=1 onerror={RUN}>'>",
    f"<form><math><mtext></form><form><mglyph><style></math><img src onerror={RUN}>",
    f"<template><script>{RUN}</script></template><xmp><p title='</xmp><img src onerror={RUN}>'>",
    f"<textarea></textarea><img src onerror={RUN}><title><p id='</title><img src onerror={RUN}>'>",
    f"<select><style></select><img src=x onerror={RUN}></style>",
    f"<a href='https://a.invalid/`onmouseover={RUN} \"><img src=x onerror={RUN}>'>guillemets</a>",
    *(f'<{tag}><p title="</{tag}><img src=x onerror={RUN}>"></{tag}>' for tag in RAW_TAGS),
    *(
        f'<svg><{tag}><a id="</{tag}>{IMAGE}"></svg><math><{tag}><a id="</{tag}>{IMAGE}"></math>'
        for tag in FOREIGN
    ),
    *(
        f"<{root}><{point}><table><mglyph><style><!--</style><p title='--&gt;{IMAGE}'>"
        for root, points in HTML_POINTS.items()
        for point in points
    ),
    *COMMENTS,
    f"<math><mtext><h1><a><h6></a></h6><mglyph><svg><mtext><style><a title='</style>{IMAGE}'>",
    f"<svg><p><style><g title='</style>{IMAGE}'>",
    f"<form><form><p></form><form>{IMAGE}",
    f"<form id=x></form><p form=x><table><form><tr><td></form></table>{IMAGE}",
    f"<table><a href='javascript:{RUN}'>lien<tr><td>{IMAGE}</table>",
    f"<table>{SCRIPT}<caption>{SCRIPT}<colgroup>{SCRIPT}</table>",
    f"<table><tr><svg><td></svg>{IMAGE}</table>",
    f"<select><option>{SCRIPT}<optgroup>{IMAGE}</select>",
    f"<select><template><style></select>{IMAGE}</style></template>",
    f"<select><iframe></select>{IMAGE}</iframe>",
    f"<select><math><mtext><style></select>{IMAGE}",
    f"<template><template>{IMAGE}</template></template>",
    f"<template><form><input name=content></form>{SCRIPT}</template>",
    f"<noscript><style></noscript>{IMAGE}</style>",
    f"<noscript><!--</noscript>{IMAGE}-->",
    f"<noscript>{IMAGE}</noscript>",
    f"<style>a{{content:'</style>{IMAGE}'}}</style>",
    f"<p title='&lt;/p&gt;{IMAGE}'>titre</p>",
    f'<p title="&#34;&gt;{IMAGE}">titre</p>',
    f"<p id='x`'>{IMAGE}`</p>",
    f"<a><a><a href='javascript:{RUN}'>lien</a></a></a>",
    f"<b><p><a><i><b></p></a>{IMAGE}</i></b>",
    f"<ruby><rt><svg><rp>{IMAGE}</ruby>",
    f"<svg><font color>{IMAGE}</font></svg>",
    f"<math><font face><style></math>{IMAGE}",
    f"<svg></br><style><!--</style>{IMAGE}-->",
    f"<math></p>{IMAGE}</math>",
    f"<plaintext>{IMAGE}",
    f"<frameset>{IMAGE}</frameset><noframes>{IMAGE}</noframes>",
    f"&lt;img src=x onerror={RUN}&gt;",
    f"&amp;lt;script&amp;gt;{RUN}&amp;lt;/script&amp;gt;",
    f"&lt;&lt;/p&gt;script&gt;{RUN}",
]

# Names that would take the place of something that scripts, forms or links look for.
CLOBBERED = """pwned body forms cookie head location domain title documentElement defaultView
    currentScript getElementById querySelector createElement addEventListener implementation
    attributes parentNode nodeName children action method submit elements length contenu masque
    ajouter id_texte id_texte_label id_date id_portee_0 envoi texte csrfmiddlewaretoken
    titre-ajouter titre-suivis suivi-1 gettext htmx __proto__ constructor toString""".split()
CLOBBERS = [
    *joined([f"<form id={n} name={n}><input id={n} name={n}></form>" for n in CLOBBERED], 2),
    *joined([f"<a id={name} name={name} href=cid:x>clé</a>" for name in CLOBBERED]),
    "<img name=getElementById><embed name=querySelector><object id=body></object>",
    "<a id=config><a id=config name=url href='cid:x'></a></a>",
    "<form id=x><output name=ownerDocument></form><iframe name=self srcdoc='<a id=top>'></iframe>",
]
