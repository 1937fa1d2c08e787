using Microsoft.Playwright;

namespace Obs.BrowserSupport;

/// <summary>Holds what a page shows against the rules of WCAG 2.2 AA as axe-core knows them, and against what they leave to people: that
/// nothing is wider than the window, and that what has the focus shows it. axe-core comes from npm by its lock file.</summary>
public static class Audit
{
    private const string Overflow = "document.documentElement.scrollWidth - innerWidth";

    private const string Rules = """
        async () => (await axe.run(document, {
          resultTypes: ['violations'],
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        })).violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target.join(' ')}: ${node.html.slice(0, 160)}`))
        """;

    private const string Contrast = """
        async () => (await axe.run(document, { resultTypes: ['violations'], runOnly: ['color-contrast'] }))
          .violations.flatMap(rule => rule.nodes.map(node => `dark ${rule.id}: ${node.target.join(' ')}: ${node.html.slice(0, 160)}`))
        """;

    // After the key the browser takes the focus for one that is seen.
    private const string UnseenFocus = """
        () => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
          .filter(element => element.checkVisibility() && !element.disabled)
          .filter(element => {
            element.focus();
            const style = getComputedStyle(element);
            const around = getComputedStyle(element.closest('.search, .editor') ?? element);
            return document.activeElement === element && [style, around].every(({ outlineStyle, boxShadow }) => outlineStyle === 'none' && boxShadow === 'none');
          })
          .map(element => `focus is not seen: ${element.outerHTML.slice(0, 160)}`)
        """;

    private static readonly Lazy<string> Script = new(Load);

    /// <summary>What is wrong with what is shown now, in both themes.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(IPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        await page.EvaluateAsync(Script.Value);
        string[] wide = await page.EvaluateAsync<int>(Overflow) is > 0 and int pixels ? [$"{pixels} pixels do not fit"] : [];

        // Tall enough that the bar and the rail lie over nothing.
        await page.SetViewportSizeAsync(page.ViewportSize!.Width, 4_000);
        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce, ColorScheme = ColorScheme.Light });
        string[] light = await page.EvaluateAsync<string[]>(Rules);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        string[] dark = await page.EvaluateAsync<string[]>(Contrast);
        await page.Keyboard.PressAsync("Tab");
        return [.. wide, .. light, .. dark, .. await page.EvaluateAsync<string[]>(UnseenFocus)];
    }

    private static string Load()
    {
        using var reader = new StreamReader(typeof(Audit).Assembly.GetManifestResourceStream("axe.min.js")!);
        return reader.ReadToEnd();
    }
}
