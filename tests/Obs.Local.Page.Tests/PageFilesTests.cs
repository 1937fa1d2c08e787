using System.Net;
using System.Text.RegularExpressions;

namespace Obs.Local.Page.Tests;

/// <summary>How the page travels: asked for once each time, and all it refers to kept for good.</summary>
public sealed partial class PageFilesTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly ObsLocalServer _server = new(new ObsLocalOptions { Port = 0, UdpPort = 0 });
    private HttpClient _http = new();

    public async Task InitializeAsync()
    {
        await _server.StartAsync();
        _http.Dispose();
        _http = new HttpClient { BaseAddress = _server.HttpAddress };
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Everything_the_page_refers_to_has_its_version_in_the_path_and_may_be_kept()
    {
        using HttpResponseMessage page = await _http.GetAsync(new Uri("", UriKind.Relative));
        string html = await page.Content.ReadAsStringAsync();
        string[] references = [.. Reference().Matches(html).Select(static match => match.Groups["path"].Value)];

        page.Headers.CacheControl!.NoCache.Should().BeTrue();
        references.Should().HaveCountGreaterThan(5).And.OnlyHaveUniqueItems();
        references.Select(static path => path.Split('/')[0]).Distinct().Should().ContainSingle()
            .Which.Should().MatchRegex("^[0-9a-f]{16}$");
        foreach (string reference in references)
        {
            using HttpResponseMessage file = await _http.GetAsync(new Uri(reference, UriKind.Relative));
            file.StatusCode.Should().Be(HttpStatusCode.OK, reference);
            file.Headers.CacheControl!.ToString().Should().Be("public, max-age=31536000, immutable");
        }
    }

    [Fact]
    public async Task Every_module_the_first_ones_lead_to_is_asked_for_with_the_page()
    {
        string html = await _http.GetStringAsync(new Uri("", UriKind.Relative));

        html.Should().MatchRegex("modulepreload\" href=\"[0-9a-f]+/js/app/frame.js").And.MatchRegex("[0-9a-f]+/js/dom/properties.js")
            .And.NotMatchRegex("<link[^>]*/cytoscape", "a view's own code waits until the view is opened")
            .And.MatchRegex("data-view=\"map\" content=\"[0-9a-f]+/js/views/map.js [^\"]*cytoscape", "and is fetched at once then");
    }

    [Fact]
    public async Task The_style_sheets_are_one_in_their_order()
    {
        string html = await _http.GetStringAsync(new Uri("", UriKind.Relative));
        string path = Reference().Matches(html).Select(static match => match.Groups["path"].Value)
            .Single(static path => path.EndsWith(".css", StringComparison.Ordinal));

        string styles = await _http.GetStringAsync(new Uri(path, UriKind.Relative));

        foreach (string sheet in new[] { "tokens", "base", "map", "ingest" })
        {
            styles.Should().Contain(await _http.GetStringAsync(new Uri($"css/{sheet}.css", UriKind.Relative)));
        }

        styles.IndexOf("--page:", StringComparison.Ordinal).Should().BeLessThan(styles.IndexOf(".rejects", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("js/main.js", HttpStatusCode.OK)]
    [InlineData("0123456789abcdef/js/main.js", HttpStatusCode.NotFound)]
    public async Task A_plain_path_is_asked_about_each_time_and_one_of_another_version_is_none(string path, HttpStatusCode expected)
    {
        using HttpResponseMessage file = await _http.GetAsync(new Uri(path, UriKind.Relative));

        file.StatusCode.Should().Be(expected);
        (file.Headers.CacheControl?.MaxAge).Should().BeNull();
    }

    [GeneratedRegex("(?:href|src)=\"(?<path>[^\"#]+)\"")]
    private static partial Regex Reference();
}
