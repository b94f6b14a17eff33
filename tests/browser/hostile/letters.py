"""Letters that deceive: marks, look-alikes, entities."""

from tests.browser.hostile.parts import RUN, joined

# Marks that no one sees, or that turn round, hide or pile up what is around them.
MARKS = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u180e\u200b\u200c\u200d\u200e"
    "\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2064"
    "\u2066\u2067\u2068\u2069\u206a\u206f\u2800\u3164\ufe0f\ufeff\uffa0"
    "\ufff9\ufffc\ufffd\uffff\U0001d173\U000e0001\U000e0041\U000e007f\U000e0100\U0010ffff"
)
CODES = """0 1 7 8 11 12 27 31 127 128 133 159 173 8203 8206 8207 8232 8234 8235 8236 8237 8238
    8294 8295 8296 8297 65279 65529 65534 65535 55296 56320 57343 917505 1114111 1114112
    4294967295 99999999999999999999""".split()
UNICODE = [
    *joined([f"marque {mark}ici{mark * 9} et là " for mark in MARKS]),
    *joined([f"entité &#{code};ici&#x{int(code):X};&#{code} et là " for code in CODES]),
    "".join(map(chr, range(1, 32))) + "commandes",
    "".join(map(chr, range(127, 160))) + "commandes",
    "\u202eesrever\u2066 \u2068 \u200f\u061c\ufeff\u200b" + "e" + "\u0301" * 400,
    "\u202e" * 60 + "à l’envers" + "\u2066" * 60,
    "&#x202E;&rlm;&lrm;<bdo dir=rtl>à l’envers</bdo><bdi>isolé</bdi>",
    "<a href='https://a.invalid/\u202egpj.exe'>\u202elien</a>",
    "Z" + "\u0300\u0315\u031b\u0323\u0334\u035c\u0360\u0489" * 12 + "algo",
    "\u20dd" * 40 + "\u0489" * 40,
    "a" + "\u0308" * 2_500,
    "مرحبا بالعالم " * 9,
    "שלום עולם " * 9,
    "abc שלום 123 مرحبا <strong>def</strong> (שלום) [مرحبا]",
    "\ufdfd" * 60,
    "\U0001242b" * 40,
    "\ua9c5\u0bb9\u0bca\u2e3b" * 30,
    "జ్ఞా ట్రో لُلُصّبُلُلصّبُررً ॣ ॣh ॣ ॣ 冗",
    "กิิิิิิิิิิ ก้้้้้้้้้้ ก็็็็็็็็็็",
    "ᠮᠣᠩᠭᠣᠯ 日本語 한국어 ᚠᚢᚦ 𓀀𓂀 𝕳𝖔𝖘𝖙",
    "👩‍👩‍👧‍👦🏳️‍🌈👨🏿‍🚒🇫🇷🇫🇫🇷1️⃣" * 6,
    "👩" + "\u200d👩" * 60,
    "🏴" + "\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f" * 9,
    "\xa0" * 500 + "loin",
    "\u3000" * 200 + "\u2003" * 200 + "loin",
    "x" + "\t" * 400 + "loin",
    "ﬁﬂﬃ Ǆ ß ẞ İ ı ſ K Å \u1e9e \u0345",
    "A\u030a \u00c5 \u212b \u1112\u1161\u11ab \ud55c",
]

LOOKALIKES = [
    f"＜script＞{RUN}＜/script＞+ADw-script+AD4-{RUN}+ADw-/script+AD4-<ſcript>{RUN}</ſcript>",
    *joined(
        [
            f"{left}img src=x onerror={RUN}{right}"
            for left, right in zip("＜﹤‹❮⟨〈《˂≺⪡", "＞﹥›❯⟩〉》˃≻⪢", strict=True)
        ]
    ),
    f"<ｓｃｒｉｐｔ>{RUN}</ｓｃｒｉｐｔ>",
    f"<scr\u0131pt>{RUN}</scr\u0131pt>",
    f"<SCR\u0130PT>{RUN}</SCR\u0130PT>",
    f"<\u017fvg on\u017fcroll={RUN}>",
    f"<s\u200bcript>{RUN}</s\u200bcript>",
    f"<img src=x onerror\uff1d{RUN}>",
    f"<img\xa0src=x\xa0onerror={RUN}>",
    f"<img\u2028src=x\u2028onerror={RUN}>",
    f"\xbcscript\xbe{RUN}\xbc/script\xbe",
    f"\u0f3cimg src=x onerror={RUN}\u0f3d",
    f"<\u0338img src=x onerror={RUN}>\u0338",
    f"&nvlt;img src=x onerror={RUN}&nvgt;",
    "<p>Piège 000</p>",
]

ENTITIES = [
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"&ltscript&gt{RUN}&lt/script&gt",
    f"&LT;script&GT;{RUN}&LT;/script&GT;",
    f"&#60script&#62{RUN}&#60/script&#62",
    f"&#x3cscript&#x3e{RUN}",
    f"&#{'0' * 500}60;script&#62;{RUN}",
    f"&#x{'0' * 500}3c;script&#x3e;{RUN}",
    f"&#4294967356;script&#4294967358;{RUN}",
    f"&amp;lt;script&amp;gt;{RUN}",
    f"&AMP;LT;script&AMP;GT;{RUN}",
    f"&{'a' * 500};",
    "&notit; &bne; &fjlig; &ThickSpace; &NoBreak; &zwnj; &InvisibleTimes; &Hacek;",
    "&#; &#x; &#xg; &; & &&& &#-1; &#1e3; &#x;3c",
    f"%3Cscript%3E{RUN}%3C/script%3E",
    f"\\x3cscript\\x3e{RUN} \\u003cscript\\u003e{RUN} \\74script\\76",
    f"PHNjcmlwdD4= \\<script\\>{RUN}",
]
