"""The headers of privacy, as the team reads them: on what is served as a file, and on pages."""

EVERYWHERE = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
}
PAGES = EVERYWHERE | {
    "Cache-Control": "no-store, private",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
HSTS = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload"}  # by HTTPS
