def test_x(open_browser, server):
    page = open_browser("proviseure")
    page.on("response", lambda r: print(r.status, r.url))
    page.get_by_role("link", name="Cellule de veille").first.click()
    page.get_by_role("link", name="Situations", exact=True).click()
    page.locator("tbody a").first.click()
    page.wait_for_timeout(3000)
    print(page.locator("head").inner_html())
    print(page.locator(".prose-editor").first.evaluate("e=>e.outerHTML"))
