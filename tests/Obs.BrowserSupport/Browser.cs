using System.Globalization;
using Microsoft.Playwright;

namespace Obs.BrowserSupport;

/// <summary>A real Chromium without a window: the one of the machine, or the one that <c>OBS_CHROMIUM</c> names.</summary>
public sealed class Browser : IAsyncDisposable
{
    // Only what never comes gets there; on a busy machine a browser may need a minute for its first page.
    private const float CeilingMilliseconds = 300_000;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        _browser = browser;
    }

    public static async Task<Browser> LaunchAsync()
    {
        Assertions.SetDefaultExpectTimeout(CeilingMilliseconds);
        IPlaywright playwright = await Playwright.CreateAsync();
        return new Browser(playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("OBS_CHROMIUM") ?? "/usr/bin/chromium",
            Timeout = CeilingMilliseconds,
            Args =
                [
                    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                    "--disable-component-update", "--disable-sync",
                ],
        }));
    }

    /// <summary>A new window, which remembers what it complained about and whom it asked.</summary>
    /// <param name="address">Where the page is.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="scheme">Light or dark.</param>
    /// <param name="range">The time that views without one of their own show, as parameters of an address; null: the last minutes.</param>
    public async Task<WatchedPage> OpenAsync(
        Uri address, int width = 1280, int height = 860, ColorScheme scheme = ColorScheme.Light, string? range = null)
    {
        IBrowserContext context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
        });
        context.SetDefaultTimeout(CeilingMilliseconds);
        context.SetDefaultNavigationTimeout(CeilingMilliseconds);
        return new WatchedPage(await context.NewPageAsync(), address, range);
    }

    /// <summary>The five minutes to just after a moment: what was made then stays in view however long a test takes.</summary>
    public static string RangeUntil(DateTimeOffset moment)
    {
        long time = moment.ToUnixTimeMilliseconds();
        return string.Create(CultureInfo.InvariantCulture, $"from={time - 270_000}&to={time + 30_000}");
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
